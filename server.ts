import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { clientAddress, type ProxyTrust } from "#lib/client-address";
import { corsHeaders } from "#lib/cors";
import { AppError } from "#lib/errors";
import {
  cleanHeaders,
  headerProblem,
  isApi,
  isForeignPost,
  isFramed,
  isOtherLocalName,
  readTarget,
  securityHeaders,
} from "#lib/front";
import { Front, type FrontOptions } from "#lib/front/serve";
import { quickKey, wayOf } from "#lib/front/ways";
import { send } from "#lib/front/whole";
import { noteArrival } from "#lib/lab/arrivals";
import { STRANGER } from "#lib/lab/stranger";
import { log, requestLog } from "#lib/log";
import { readOn, refuse, refuseUnreadable } from "#lib/refuse";

/** Sees a request before Next does; returns true when it has answered it. */
export type Intercept = (req: IncomingMessage, res: ServerResponse) => boolean;

export interface ServerOptions {
  dev: boolean;
  port: number;
  host: string;
  /** AUTH_URL: the one public origin. */
  authUrl: string;
  /** CORS_ORIGINS: whose pages may call the API with a token. */
  corsOrigins: readonly string[];
  /** TRUSTED_PROXIES. */
  trusts: ProxyTrust;
  intercept?: readonly Intercept[];
  /** Whole answers kept in front of Next; none in development, where nothing is kept. */
  front?: FrontOptions;
}

export interface RunningServer {
  url: string;
  /** Takes no new requests, lets running ones end (8 s at most), then closes everything. */
  stop(): Promise<void>;
}

const DRAIN_MS = 8_000;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Serves the blog: an HTTP server of ours around Next's request handler. Throws when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dev, port, host, authUrl, corsOrigins, trusts } = options;
  const site = new URL(authUrl);
  const sitePort = Number(site.port || (site.protocol === "https:" ? 443 : 80));
  const server = createServer({
    maxHeaderSize: 32 * 1024,
    headersTimeout: 20_000,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000, // longer than the 60 s after which balancers commonly let go
  });
  // An action that redirects asks this server for the next page: over loopback, not over the internet.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${localName(host)}:${port}`;
  const app = next({
    dev,
    dir: import.meta.dirname,
    hostname: site.hostname.replace(/^\[|\]$/g, ""),
    port: sitePort,
    // Next listens for upgrades on the server it is given. Only development has any (reloading); in
    // production it would leave the socket of an unknown one open for good, so it gets an idle server.
    httpServer: dev ? server : createServer(),
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  const constant = securityHeaders(authUrl);
  const framable = securityHeaders(authUrl, { framed: true });
  // The lab's page that forges requests: its origin is opaque, in a frame of ours and by itself.
  const ofStranger = securityHeaders(authUrl, { framed: true, sandbox: true });
  const front = dev || !options.front ? null : new Front(options.front);
  let stopping = false;

  /** What is kept, for the most common requests: before anything else is worked out or looked at. */
  function answerAtOnce(req: IncomingMessage, res: ServerResponse): boolean {
    const { headers, url = "" } = req;
    if (!front?.keeps || stopping || headers.host !== site.host || headers.origin !== undefined) {
      return false;
    }
    const key = quickKey(req, url);
    const kept = key === null ? null : front.recall(key);
    if (!kept) return false;
    const requestId = randomUUID();
    const started = performance.now();
    const [path] = splitTarget(url);
    const cors = corsHeaders(req, path, corsOrigins).filter(([name]) => name !== "Vary");
    send(res, kept, headers, ["X-Request-Id", requestId, "X-Cache", "HIT", ...cors.flat()]);
    record(req, res, { requestId, path, started, cache: "HIT" });
    return true;
  }

  async function answer(req: IncomingMessage, res: ServerResponse) {
    const requestId = randomUUID();
    const started = performance.now();
    const target = readTarget(req.url ?? "");
    const path = "problem" in target ? null : target.path;
    res.once("close", () => {
      record(req, res, { requestId, path, started, aborted: !res.writableFinished });
    });
    const { socket } = req; // One that Next destroys has none any more.
    res.once("finish", () => readOn(req, socket));
    if (path !== null) noteArrival(req, res, { requestId, path });
    if (front?.keeps) res.setHeader("X-Cache", "BYPASS");
    const ofPath = path === STRANGER ? ofStranger : isFramed(path ?? "") ? framable : constant;
    for (const [name, value] of ofPath) res.setHeader(name, value);
    res.setHeader("X-Request-Id", requestId);
    if (req.headers["next-action"] !== undefined) keepHeader(res, "x-request-id");
    for (const [name, value] of corsHeaders(req, path ?? req.url ?? "", corsOrigins)) {
      res.setHeader(name, value);
    }
    if (stopping) res.setHeader("Connection", "close");

    const request = { path: path ?? req.url ?? "", id: requestId };
    const problem = "problem" in target ? target.problem : headerProblem(req.headers);
    if ("problem" in target || problem) {
      return refuse(res, new AppError("bad_request", problem ?? ""), request);
    }
    if (isOtherLocalName(req, authUrl, port)) {
      res.writeHead(307, { Location: `${site.origin}${target.url}` }).end();
      return;
    }
    if (isForeignPost(req, authUrl, target.path)) {
      const detail = "This form was sent from another site. Open the page here and try again.";
      return refuse(res, new AppError("cross_origin", detail), request);
    }
    req.url = target.url;
    const forwarded = req.headers["x-forwarded-for"]?.toString();
    const address = clientAddress(req.socket.remoteAddress ?? "", forwarded, trusts);
    cleanHeaders(req.headers, { authUrl, requestId, address, dev });
    if (isShortWrite(req, target.path)) delete req.headers["accept-encoding"];
    const ask = async () => {
      if (options.intercept?.some((hook) => hook(req, res))) return;
      if (!METHODS.has(req.method ?? "")) {
        res.setHeader("Allow", "GET, HEAD, POST");
        const detail = `The method ${req.method} is not supported.`;
        return refuse(res, new AppError("method_not_allowed", detail), request);
      }
      await handle(req, res);
    };
    if (!front) return ask();
    const [, query = ""] = splitTarget(target.url);
    await front.serve(req, res, wayOf(req, target.path, query), ask);
  }

  server.on("request", (req, res) => {
    if (answerAtOnce(req, res)) return;
    answer(req, res).catch((error) => {
      log.error({ err: error, requestId: res.getHeader("X-Request-Id") }, "request failed");
      if (res.headersSent) res.destroy();
      else res.writeHead(500, { "Content-Type": "text/plain" }).end("Something went wrong here.\n");
    });
  });
  // An expectation nobody knows may be ignored (RFC 9110, section 10.1.1); Node's own 417 would have no request id.
  server.on("checkExpectation", (req, res) => server.emit("request", req, res));
  server.on("clientError", refuseUnreadable);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, port, host);

  return {
    url: authUrl,
    async stop() {
      stopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      // A connection whose answer was under way becomes idle after the close, which looked only once.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await Promise.race([closed, sleep(dev ? 0 : DRAIN_MS, undefined, { ref: false })]);
      clearInterval(sweep);
      for (const socket of sockets) socket.destroy();
      await closed;
      await app.close();
    },
  };
}

/** A program's write of a few kilobytes gets about as many back: packing them costs more than it saves. */
function isShortWrite({ method, headers }: IncomingMessage, path: string): boolean {
  const short = Number(headers["content-length"] ?? 0) < 8 * 1024 && !headers["transfer-encoding"];
  return isApi(path) && method !== "GET" && method !== "HEAD" && short;
}

interface Recorded {
  requestId: string;
  path: string | null;
  started: number;
  /** Whether the client went away first. */
  aborted?: boolean;
  /** What `X-Cache` says, where it stands in no header of the response. */
  cache?: string;
}

/** One line a request; without the query, where people put what is nobody's business. */
function record(
  req: IncomingMessage,
  res: ServerResponse,
  { requestId, path, started, aborted, cache = res.getHeader("X-Cache")?.toString() }: Recorded,
) {
  const level = path?.startsWith("/_next/") ? "debug" : "info";
  if (!log.isLevelEnabled(level)) return;
  requestLog[level](
    {
      requestId,
      method: req.method,
      path,
      status: res.statusCode,
      ms: Math.round(performance.now() - started),
      ...(cache && { cache }),
      ...(aborted && { aborted }),
    },
    "request",
  );
}

/**
 * Lets nobody change a header that is set. An action that redirects asks this server for its target, and
 * Next puts all headers of that answer into its own: the id would be the other request's.
 */
function keepHeader(res: ServerResponse, kept: string): void {
  const set = res.setHeader;
  res.setHeader = (name, value) => (name.toLowerCase() === kept ? res : set.call(res, name, value));
}

/** Path and query, without the question mark between them. */
function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function localName(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
