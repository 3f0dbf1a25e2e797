import { Readable } from "node:stream";
import { findServedFile } from "#domain/uploads/queries";
import { requestActor } from "#doors/actor";
import { orProblem } from "#doors/respond";
import { LENGTH, rangeOf } from "#lib/byte-range";
import { AppError } from "#lib/errors";
import { matchesNone } from "#lib/http";

interface Context {
  params: Promise<{ digest: string; name: string }>;
}

/**
 * For a year in a browser: an address's bytes never change. Shared caches ask again after a minute,
 * so that a picture of a post that was withdrawn is gone from them; who has seen it has seen it.
 */
export const PICTURE_FOR_ALL = "public, max-age=31536000, s-maxage=60, immutable";

/** Serves an uploaded picture to who may see it, whole or in part; to anybody else it is not there. */
export function servePicture(request: Request, { params }: Context): Promise<Response> {
  return orProblem(request, async () => {
    const { digest, name } = await params;
    const file = await findServedFile(digest, name, () => requestActor(request));
    if (!file) throw new AppError("not_found", "There is nothing at this address.");
    const etag = `"${digest.slice(0, 32)}.${name}"`;
    const headers = new Headers({
      "Accept-Ranges": "bytes",
      "Cache-Control": file.publicly ? PICTURE_FOR_ALL : "private, no-store",
      "Content-Disposition": `inline; filename="${digest.slice(0, 12)}-${name}"`,
      ETag: etag,
      "X-Content-Type-Options": "nosniff",
    });
    if (matchesNone(request.headers.get("if-none-match"), etag)) {
      return new Response(null, { status: 304, headers });
    }
    const partly = request.method === "GET" && applies(request.headers.get("if-range"), etag);
    const range = partly ? rangeOf(request.headers.get("range"), file.size) : null;
    if (range === "unsatisfiable") {
      headers.set("Content-Range", `bytes */${file.size}`);
      return new Response(null, { status: 416, headers });
    }
    headers.set("Content-Type", file.mediaType);
    headers.set(LENGTH, String(range ? range.end - range.start + 1 : file.size));
    if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${file.size}`);
    if (request.method === "HEAD") return new Response(null, { headers });
    const stream = await file.open(range ?? undefined);
    if (!stream) throw new AppError("not_found", "There is nothing at this address.");
    const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
    return new Response(body, { status: range ? 206 : 200, headers });
  });
}

/** Whether a part may be sent: If-Range names this very file, or is not there (RFC 9110 §13.1.5). */
function applies(ifRange: string | null, etag: string): boolean {
  return ifRange === null || ifRange.trim() === etag;
}
