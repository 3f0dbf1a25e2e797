import { placeOfComment } from "#domain/comments/queries";
import { id } from "#lib/fields";

/**
 * The lasting address of a comment: leads to the page on which it stands now. A browser keeps the
 * fragment of the address it asked for (https://fetch.spec.whatwg.org/#concept-response-location-url).
 */
export async function leadToComment(
  _request: Request,
  { params }: { params: Promise<{ commentId: string }> },
): Promise<Response> {
  const { success, data } = id.safeParse((await params).commentId);
  const place = success ? await placeOfComment(data) : null;
  const headers = { "Cache-Control": "no-store" };
  if (place) return new Response(null, { status: 302, headers: { ...headers, Location: place } });
  return new Response("This comment is not there, or not there any more.", {
    status: 404,
    headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" },
  });
}
