import { orProblem } from "#doors/respond";
import { guest } from "#lib/actor";
import { blogOf, countRun } from "#lib/lab/arrivals";
import { takeTurn } from "#lib/rate-limit";

/**
 * A handler as one writes it who thinks that Next checks something: it runs for every page of every site.
 * So that this harms nobody, it only counts, in memory, and is itself counted by address.
 */
export function countWhoever(request: Request): Promise<Response> {
  return orProblem(request, async () => {
    const { headers } = request;
    await takeTurn({ name: "lab.bare", kind: "write" }, guest, headers);
    const blog = blogOf(headers.get("accept"), headers.get("cookie"));
    const count = blog === null ? 0 : countRun(blog);
    return Response.json({ count }, { headers: { "Cache-Control": "no-store" } });
  });
}
