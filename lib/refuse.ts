import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type AppError, problems } from "#lib/errors";
import { isApi } from "#lib/front";
import { problemResponse } from "#lib/http";
import { log } from "#lib/log";

/**
 * Reads what is left of a body after its answer, and throws it away: who still sends reads no answer before he is done, and
 * would send his next request behind it. Node does so for a body that nobody has begun to read; Next lets go of one
 * that is too large in the middle. `requestTimeout` ends it.
 */
export function readOn(req: IncomingMessage, socket: Socket): void {
  if (req.complete) return;
  req.push = () => true;
  socket.resume();
}

/** Answers what Next must not even see: a problem (RFC 9457) under /api, plain text elsewhere. */
export async function refuse(
  res: ServerResponse,
  error: AppError,
  request: { path: string; id: string },
) {
  // What follows on this connection may be the body of a request nobody read.
  res.setHeader("Connection", "close");
  if (isApi(request.path)) {
    const problem = problemResponse(error, request);
    res.writeHead(problem.status, Object.fromEntries(problem.headers)).end(await problem.text());
    return;
  }
  const { status } = problems[error.code];
  const type = "text/plain; charset=utf-8";
  res.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  res.end(`${error.message}\n`);
}

/** Bytes that are no HTTP request, too large a header, or too slow a client. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex) {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status =
    {
      HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
      ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
    }[error.code ?? ""] ?? "400 Bad Request";
  log.debug({ code: error.code }, "unreadable request");
  socket.end(
    `HTTP/1.1 ${status}\r\nX-Request-Id: ${randomUUID()}\r\nX-Content-Type-Options: nosniff\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
