// A small HTTP client for the API: it says what came back, and throws at nothing.
import { type IncomingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { type Contract, contractOf, type Received } from "#lib/testing/contract";

/** What an answer's JSON may hold; a test looks into it and says what it expects. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what is being tested
type Json = any;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined when it is not. */
  json: Json;
}

export interface Sent {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  headers?: Record<string, string>;
}

export interface Client {
  (method: string, path: string, sent?: Sent): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
}

/** Calls a blog's addresses, with a token or as a guest; redirects are not followed. */
export function client(url: string, token?: string): Client {
  async function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(sent.body === undefined ? {} : { "Content-Type": "application/json" }),
        ...sent.headers,
      },
      body: sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body)),
      // A stream goes out in chunks; fetch wants to hear that it need not wait for its end.
      ...(sent.raw instanceof ReadableStream ? { duplex: "half" } : {}),
    });
    const text = await response.text();
    const { status, headers } = response;
    await holdAgainstDocument(url, { method, path, status, headers, text });
    return { status, headers, text, json: parsed(text) };
  }
  return Object.assign(call, {
    get: (path: string, headers?: Record<string, string>) => call("GET", path, { headers }),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      call("POST", path, { body, headers }),
    patch: (path: string, body: unknown, headers?: Record<string, string>) =>
      call("PATCH", path, { body, headers }),
    put: (path: string, body: unknown, headers?: Record<string, string>) =>
      call("PUT", path, { body, headers }),
    delete: (path: string, headers?: Record<string, string>) => call("DELETE", path, { headers }),
  });
}

const contracts = new Map<string, Promise<Contract>>();

/** Throws when the API's own document does not describe this answer of it. */
export async function holdAgainstDocument(url: string, received: Received): Promise<void> {
  const path = received.path.replace(/\?.*$/s, "");
  // A slash too many is no address of an operation, but leads to one.
  if (!path.startsWith("/api/") || path.endsWith("/")) return;
  let contract = contracts.get(url);
  if (!contract) {
    contract = fetch(`${url}/api/openapi.json`)
      .then((response) => response.json())
      .then((document) => contractOf(document));
    contracts.set(url, contract);
  }
  const faults = (await contract).faults({
    ...received,
    path,
    sparse: /[?&]fields=/.test(received.path),
  });
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** How many came, as they came. */
  bytes: number;
}

export interface RawSent {
  method?: string;
  /** The request target, byte by byte: nothing is tidied up. */
  path: string;
  headers?: Record<string, string | string[]>;
  /** Written one after the other, without a Content-Length unless the headers have one. */
  chunks?: (string | Uint8Array)[];
}

/** A request as fetch would not send it: bad addresses, chunked bodies, forged headers. */
export function rawRequest(url: string, sent: RawSent): Promise<RawAnswer> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        method: sent.method ?? "GET",
        path: sent.path,
        headers: { Host: new URL(url).host, ...sent.headers },
        agent: false,
      },
      (response) => {
        const { statusCode = 0, headers } = response;
        buffer(response).then(
          (body) =>
            resolve({ status: statusCode, headers, text: body.toString(), bytes: body.length }),
          reject,
        );
      },
    );
    outgoing.on("error", reject);
    for (const chunk of sent.chunks ?? []) outgoing.write(chunk);
    outgoing.end();
  });
}
