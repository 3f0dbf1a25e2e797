import { revalidateTag } from "next/cache.js";
import { orProblem } from "#doors/respond";
import { writeUnpurged } from "#doors/visitor";
import { AppError } from "#lib/errors";
import { readJson } from "#lib/http";

const LIMIT = 1024; // bytes

/** How long what was cached may still be shown once. */
const ways = { max: "max", now: { expire: 0 } } as const;

interface Context {
  params: Promise<{ way: string }>;
}

/** A write in a bare handler, which tells Next of itself in one of the ways that a handler has. */
export function writeAndTell(request: Request, { params }: Context): Promise<Response> {
  return orProblem(request, async () => {
    const { way } = await params;
    if (way !== "max" && way !== "now") throw new AppError("not_found", "There is no such way.");
    const input = await readJson(request, LIMIT);
    const panels = await writeUnpurged("route", request.headers, input, (panels) => [panels]);
    revalidateTag(panels, ways[way]);
    return Response.json({ written: true }, { headers: { "Cache-Control": "private, no-store" } });
  });
}
