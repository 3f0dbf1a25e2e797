import dns from "node:dns";
import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

export interface Outbound {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Bytes of the answer that are kept; what is longer fails, or is cut. Default: 64 KiB. */
  most?: number;
  longer?: "fail" | "cut";
  /** Milliseconds for all of it, from the name to the last byte. Default: 10 s. */
  timeout?: number;
}

export interface OutboundAnswer {
  /** Whatever the other side says: a redirect is an answer, and is not followed. */
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The one failure there is. It does not say whether a name, an address or a port exists: the log may. */
export class OutboundFailure extends Error {
  constructor(cause: unknown) {
    super("This address could not be reached.", { cause });
    this.name = "OutboundFailure";
  }
}

/**
 * Asks an address that somebody else chose: a webhook's, a picture's. Only http and https, only ports 80 and
 * 443, and only addresses of the public internet, whatever the name says: what the name resolves to is
 * checked and then connected to, so that a second answer of the name's server changes nothing. No proxy of
 * the environment, no cookie, no kept connection, no redirect, no compression, and no byte more than `most`.
 * `allowed` has exact exceptions, `host:port` as the address has them. Throws `OutboundFailure` alone.
 */
export async function outbound(
  address: string,
  options: Outbound = {},
  allowed: readonly string[] = [],
): Promise<OutboundAnswer> {
  try {
    const url = new URL(address);
    const excepted = allowed.includes(`${url.hostname}:${portOf(url)}`);
    if (!excepted) refuseLocal(url);
    return await ask(url, options, excepted);
  } catch (cause) {
    throw new OutboundFailure(cause);
  }
}

function portOf({ protocol, port }: URL): string {
  return port || (protocol === "https:" ? "443" : "80");
}

function refuseLocal(url: URL): void {
  if (!["80", "443"].includes(portOf(url))) throw new Error("This port is not for programs.");
  // An address that stands in the place of the name is connected to without being looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(literal) && !isPublic(literal)) throw notPublic(literal);
}

/** Whether an address is one of the public internet: anything with a purpose of its own is not (RFC 6890). */
export function isPublic(address: string): boolean {
  // ipaddr.js knows IPv4 in IPv6 (mapped, 6to4, NAT64, Teredo) as ranges of their own.
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === "unicast";
}

function notPublic(address: string): Error {
  return new Error(`${address} is not an address of the public internet.`);
}

/** Resolves a name as the system does, and fails when any of its addresses is not public. */
const lookupPublic: LookupFunction = (name, options, callback) => {
  dns.lookup(name, { ...options, all: true }, (error, found) => {
    const hidden = found?.find((each) => !isPublic(each.address));
    const [first] = found ?? [];
    if (error || hidden || !first) {
      callback(error ?? notPublic(hidden?.address ?? name), "", 0);
    } else if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

async function ask(url: URL, options: Outbound, excepted: boolean): Promise<OutboundAnswer> {
  const { method = "GET", headers = {}, body, timeout = 10_000 } = options;
  if (!/^https?:$/.test(url.protocol)) throw new Error("Only http and https.");
  if (url.username || url.password) throw new Error("No name and password in an address.");
  const signal = AbortSignal.timeout(timeout);
  const { promise, resolve: answered, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (url.protocol === "https:" ? https : http).request(url, {
    method,
    signal,
    agent: false, // neither the environment's proxy nor somebody else's connection
    maxHeaderSize: 16 * 1024,
    headers: {
      "User-Agent": "Duet",
      "Accept-Encoding": "identity",
      ...headers,
      ...(body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) }),
    },
    ...(excepted ? {} : { lookup: lookupPublic }),
  });
  request.on("response", answered).on("error", reject);
  request.on("socket", (socket) => {
    // What is connected is what was checked; should that ever not be so, nothing is sent.
    socket.once("connect", () => {
      const { remoteAddress = "" } = socket;
      if (!excepted && !isPublic(remoteAddress)) request.destroy(notPublic(remoteAddress));
    });
  });
  request.end(body);
  try {
    const response = await promise;
    const { statusCode = 0 } = response;
    return { status: statusCode, headers: response.headers, body: await read(response, options) };
  } finally {
    request.destroy();
  }
}

async function read(response: IncomingMessage, options: Outbound): Promise<Buffer> {
  const { most = 64 * 1024, longer = "fail" } = options;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= most) continue;
    if (longer === "fail") throw new Error(`The answer has more than ${most} bytes.`);
    break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
