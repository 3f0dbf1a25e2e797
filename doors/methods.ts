import type { IncomingMessage, ServerResponse } from "node:http";
import { methodsOf } from "#domain/routes";
import { isFace, pathOf } from "#doors/faces/addresses";
import { preflightHeaders } from "#lib/cors";
import { AppError } from "#lib/errors";
import { isApi } from "#lib/front";
import { problemResponse } from "#lib/http";

/** Under /api with one slash less at the end, as Next answers it. */
const withoutSlash = (path: string) => path.replace(/(?<=.)\/$/, "");

/**
 * Answers what concerns methods alone, before Next sees the request: OPTIONS with `Allow`, and a
 * method that a route does not have with 405 and `Allow` (RFC 9110 §15.5.6), where Next's own 405
 * names none and an exotic method would not reach a handler at all. A preflight from a page of one
 * of these origins is told what it may send. Returns whether it answered.
 */
export function answerMethods(origins: readonly string[]) {
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const path = withoutSlash((req.url ?? "").split("?")[0] ?? "");
    if (!isApi(path)) return refusePageMethod(req, res);
    const methods = methodsOf(path);
    if (!methods) return false;
    const method = req.method ?? "";
    if (method !== "OPTIONS" && methods.includes(method)) return false;
    res.setHeader("Allow", methods.join(", "));
    if (method !== "OPTIONS") return refuseMethod(req, res, path, methods);
    for (const [name, value] of preflightHeaders(req, methods, origins)) res.setHeader(name, value);
    res.writeHead(204, { "Cache-Control": "private, no-store" }).end();
    return true;
  };
}

function refuseMethod(
  { method, headers }: IncomingMessage,
  res: ServerResponse,
  path: string,
  methods: string[],
): true {
  const detail = `${method} is not possible here; ${methods.join(", ")} are.`;
  const id = String(headers["x-request-id"]);
  const problem = problemResponse(new AppError("method_not_allowed", detail), { path, id });
  problem.text().then((body) => {
    res.writeHead(problem.status, Object.fromEntries(problem.headers)).end(body);
  });
  return true;
}

/** A page is read, and its forms are posted; what is for machines is only read. Next would answer a PUT with the page. */
function refusePageMethod(req: IncomingMessage, res: ServerResponse): boolean {
  const methods = ["GET", "HEAD", ...(isFace(pathOf(req.url)) ? [] : ["POST"])];
  if ([...methods, "OPTIONS"].includes(req.method ?? "")) return false;
  res.writeHead(405, {
    Allow: methods.join(", "),
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
  });
  res.end(`${req.method} is not possible here.\n`);
  return true;
}
