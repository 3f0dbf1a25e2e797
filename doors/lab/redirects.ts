import { redirect } from "next/navigation";

const TARGET = "/api/lab/redirects/arrived";

interface Context {
  params: Promise<{ kind: string }>;
}

/** Says by which method it was asked: where the redirects below lead. */
export function arrive({ method }: Request): Response {
  return Response.json({ method }, { headers: { "Cache-Control": "no-store" } });
}

/**
 * Bare redirects, as one writes them in a route handler: with Next's `redirect()`, or with a status of
 * one's own. It reads nothing and writes nothing.
 */
export async function sendAway(request: Request, { params }: Context): Promise<Response> {
  const { kind } = await params;
  if (kind === "next") redirect(TARGET);
  if (kind === "see-other")
    return new Response(null, { status: 303, headers: { Location: TARGET } });
  return arrive(request);
}
