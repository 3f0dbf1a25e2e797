import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isFace, pathOf } from "#doors/faces/addresses";
import { failurePage } from "#doors/failure-page";
import { watchForm } from "#doors/refused-form";
import { LENGTH } from "#lib/byte-range";
import { PUBLICLY } from "#lib/cache-life";
import { beginRender } from "#lib/renders";

/**
 * Mends some of Next's answers on their way out, and answers nothing itself:
 * - a static page says `s-maxage` of 30 days, which no cache un-learns when the post changes;
 * - a page that moved for good says 308, where a document that is only read is 301 to every crawler
 *   and feed reader (RFC 9110 §15.4.2);
 * - what `notFound()` leaves is an empty document that JavaScript fills: the prerendered page for
 *   what is not found takes its place, so that a 404 can be read without;
 * - of a page that throws it leaves an empty document as well, or two words of plain text;
 * - a page that is rendered for this very request says its headers twice, once from the render and
 *   once as they were cached, and two `Location`s are one wrong address;
 * - of a route's answer it drops the `Content-Length`, which a reader needs to show how far he is;
 * - a form that is too large, or no multipart body at all, is 500, though it is the client's fault.
 * `notFoundPage` is a file of the build; in development there is none, and nothing to replace.
 */
export function fitAnswers(notFoundPage: string | null) {
  const page = notFoundPage === null ? null : readFileSync(notFoundPage);
  const failure = page && failurePage(page.toString());
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    if (isPublicPage(req)) endWhenMade(res, beginRender());
    const refused = watchForm(req);
    const replaceBody = replaceable(req, res);
    const writeHead = res.writeHead.bind(res);
    res.writeHead = ((...args: Parameters<typeof writeHead>) => {
      const reads = req.method === "GET" || req.method === "HEAD";
      sayOnce(res);
      sayLength(res);
      if (String(res.getHeader("Cache-Control")).startsWith("s-maxage=")) {
        res.setHeader("Cache-Control", reads ? PUBLICLY : "private, no-store");
      }
      if (args[0] === 308 && reads) args[0] = 301;
      if (args[0] === 404 && reads && page && isDocument(req, res)) replaceBody(page);
      const problem = args[0] === 500 ? refused() : null;
      if (problem) {
        args[0] = problem.status;
        const isCall = req.headers["next-action"] !== undefined;
        // Next's client shows the words of exactly this type.
        res.setHeader("Content-Type", isCall ? "text/plain" : "text/plain; charset=utf-8");
        replaceBody(Buffer.from(isCall ? problem.words : `${problem.words}\n`));
      }
      if (args[0] === 500 && reads && failure && isPage(req)) {
        res.setHeader("Content-Type", "text/html; charset=utf-8");
        res.setHeader("Cache-Control", "private, no-store");
        replaceBody(failure(String(res.getHeader("X-Request-Id"))));
      }
      return writeHead(...args);
    }) as typeof res.writeHead;
    return false;
  };
}

/** Whoever leaves what was written unread for so long (milliseconds) reads slowly. */
const SLOW = 100;

/**
 * Calls `done` when an answer has been read, or when the reader is what it waits for: a page that is made
 * cannot go stale while it is read, and no writer has to wait for somebody's slow line.
 */
function endWhenMade(res: ServerResponse, done: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    if (res.writableNeedDrain || res.writableEnded) done();
  };
  const written = <T>(value: T): T => {
    timer ??= setTimeout(look, SLOW);
    return value;
  };
  const write = res.write.bind(res) as (...args: unknown[]) => boolean;
  const end = res.end.bind(res) as (...args: unknown[]) => ServerResponse;
  res.write = ((...args: unknown[]) => written(write(...args))) as typeof res.write;
  res.end = ((...args: unknown[]) => written(end(...args))) as typeof res.end;
  res.once("close", () => {
    clearTimeout(timer);
    done();
  });
}

/** Leaves one of several equal values of a header. */
function sayOnce(res: ServerResponse): void {
  for (const [name, value] of Object.entries(res.getHeaders())) {
    if (Array.isArray(value)) res.setHeader(name, [...new Set(value)]);
  }
}

/** Says the length that a route knows, unless what is sent is something else than the route made. */
function sayLength(res: ServerResponse): void {
  const length = res.getHeader(LENGTH);
  if (length === undefined) return;
  res.removeHeader(LENGTH);
  if (!res.hasHeader("Content-Encoding")) res.setHeader("Content-Length", length);
}

/**
 * What a change can make stale while it is being rendered: all but files, the API, the studio, and
 * what machines read, which knows when it was begun.
 */
function isPublicPage(req: IncomingMessage): boolean {
  const reads = req.method === "GET" || req.method === "HEAD";
  return reads && isOfPages(req) && !/^\/studio\//.test(req.url ?? "");
}

function isOfPages({ url = "" }: IncomingMessage): boolean {
  return !isFace(pathOf(url)) && !/^\/(?:_next|api|demo|media)\//.test(url);
}

/** A page as somebody sees it, not the data of one that the router asks for. */
const isPage = (req: IncomingMessage) => isOfPages(req) && req.headers.rsc === undefined;

/** A whole page, not the data of one that the router in the browser asks for. */
function isDocument(req: IncomingMessage, res: ServerResponse): boolean {
  return req.headers.rsc === undefined && /^text\/html/.test(String(res.getHeader("Content-Type")));
}

/**
 * Makes an answer's body one that can still be replaced when its head is written. Set up before Next
 * wraps the response to compress it, so that what it writes comes through here.
 */
function replaceable(req: IncomingMessage, res: ServerResponse): (body: Buffer) => void {
  let instead: Buffer | null = null;
  const write = res.write.bind(res) as (...args: unknown[]) => boolean;
  const end = res.end.bind(res) as (...args: unknown[]) => ServerResponse;
  const callback = (args: unknown[]) => args.find((each) => typeof each === "function");
  res.write = ((...args: unknown[]) => (instead ? true : write(...args))) as typeof res.write;
  res.end = ((...args: unknown[]) => {
    // Nothing may have been written yet: then the head comes only now, and with it the decision.
    if (!res.headersSent) res.writeHead(res.statusCode);
    if (!instead) return end(...args);
    return end(req.method === "HEAD" ? "" : instead, callback(args));
  }) as typeof res.end;
  return (body) => {
    instead = body;
    for (const name of ["Content-Encoding", "ETag", "Transfer-Encoding"]) res.removeHeader(name);
    res.setHeader("Content-Length", body.length);
  };
}
