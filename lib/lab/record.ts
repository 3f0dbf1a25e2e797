import type { BodyPart, Exchange } from "#lib/lab/exchange";
import { firstRows, flightRows } from "#lib/lab/flight";
import type { Wire } from "#lib/lab/wires";

/** Of a body so many characters are shown. */
export const SHOWN = 1_500;

/** Headers that open something. */
const secret = /^(?:cookie|set-cookie|authorization|next-router-state-tree)$/i;

/** A request as it is sent; no answer is known. */
interface Sent {
  method: string;
  /** Path and query. */
  url: string;
  headers: [name: string, value: string][];
  parts: BodyPart[];
}

export interface Recording {
  exchanges: Exchange[];
  /** Milliseconds since the recording began, at a moment of performance.now(). */
  since(moment?: number): number;
  /** Notes a request that does not go through fetch; whoever sends it fills in what becomes of it. */
  begin(sent: Sent): Exchange;
  /** Notes a POST of a page that goes away: no answer can come to it. */
  lost(sent: { url: string; headers: Record<string, string>; body: string }): void;
  /** Resolves with the first request that began after this call and fits, when its answer is complete. */
  next(fits: (exchange: Exchange) => boolean): Promise<Exchange>;
  /** Waits for all answers and asks the server for its side; then fetch is the browser's own again. */
  finish(): Promise<Exchange[]>;
}

/** Watches every request that this page sends through fetch to the lab; Next's own among them. */
export function record(): Recording {
  const began = performance.now();
  const since = (moment = performance.now()) => Math.round((moment - began) * 10) / 10;
  const original = window.fetch;
  const exchanges: Exchange[] = [];
  const underWay = new Set<Promise<void>>();
  const waiting: { fits: (exchange: Exchange) => boolean; found: (exchange: Exchange) => void }[] =
    [];

  function begin({ method, url, headers, parts }: Sent): Exchange {
    const exchange: Exchange = {
      method,
      url,
      requestHeaders: headers,
      requestParts: parts,
      status: null,
      responseHeaders: [],
      body: "",
      rows: [],
      bytes: 0,
      began: since(),
      answered: 0,
      ended: 0,
      failure: null,
      server: null,
    };
    exchanges.push(exchange);
    return exchange;
  }

  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : String(input), location.href);
    const mine = /^\/(?:api\/)?lab\/(?!arrivals|wire)/.test(address.pathname);
    if (!mine || address.origin !== location.origin) return original(input, init);
    const request = new Request(input instanceof Request ? input : address, init);
    const exchange = begin({
      method: request.method,
      url: address.pathname + address.search,
      headers: shownHeaders(request.headers),
      parts: partsOf(init?.body),
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    underWay.add(promise);
    const done = () => {
      exchange.ended = since();
      underWay.delete(promise);
      resolve();
      for (const each of waiting.splice(0)) {
        if (each.fits(exchange)) each.found(exchange);
        else waiting.push(each);
      }
    };
    try {
      const response = await original(input, init);
      exchange.answered = since();
      exchange.status = response.status;
      exchange.responseHeaders = shownHeaders(response.headers);
      readBody(response.clone(), exchange).finally(done);
      return response;
    } catch (error) {
      exchange.failure = String(error);
      done();
      throw error;
    }
  };

  return {
    exchanges,
    since,
    begin,
    lost({ url, headers, body }) {
      const exchange = begin({
        method: "POST",
        url,
        headers: Object.entries(headers),
        parts: partsOf(body),
      });
      exchange.ended = exchange.began;
      exchange.failure = "Its page is gone: no answer can come to it.";
    },
    next: (fits) => new Promise((found) => waiting.push({ fits, found })),
    async finish() {
      await Promise.all(underWay);
      window.fetch = original;
      await Promise.all(
        exchanges.map(async (exchange) => {
          exchange.server = await serverSide(exchange);
        }),
      );
      return exchanges;
    },
  };
}

async function readBody(response: Response, exchange: Exchange): Promise<void> {
  try {
    const text = await response.text();
    exchange.bytes = new TextEncoder().encode(text).length;
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("text/x-component")) exchange.rows = firstRows(flightRows(text));
    else exchange.body = text.slice(0, SHOWN);
  } catch (error) {
    exchange.failure = String(error);
  }
}

async function serverSide({ method, url, responseHeaders }: Exchange): Promise<Wire | null> {
  // For a page alone no operation of the lab's doors ran.
  if (method === "GET" && !url.startsWith("/api/")) return null;
  const id = responseHeaders.find(([name]) => name === "x-request-id")?.[1];
  if (!id) return null;
  const answer = await fetch(`/api/lab/wire/${id}`).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function shownHeaders(headers: Headers): [string, string][] {
  return [...headers].map(([name, value]) => [name, secret.test(name) ? "(not shown)" : value]);
}

/** A request's body by its parts. */
export function partsOf(body: BodyInit | null | undefined): BodyPart[] {
  if (body === null || body === undefined) return [];
  if (body instanceof FormData) return [...body].map(([name, value]) => part(name, value));
  if (typeof body === "string") return [part("body", body)];
  return [part("body", body instanceof Blob ? body : "(bytes)")];
}

function part(name: string, value: string | Blob): BodyPart {
  if (value instanceof Blob) return { name, value: `a file, ${value.type}`, bytes: value.size };
  const bytes = new TextEncoder().encode(value).length;
  return { name, value: value.slice(0, SHOWN), bytes };
}
