import type { OutgoingHttpHeader, ServerResponse } from "node:http";

export interface Holding {
  /** Looks at status and headers as they are about to go out: whether to hold the answer back until it is whole. */
  holds(status: number): boolean;
  /**
   * Gets the whole answer; its headers are still on the response, which is an ordinary one again. What was
   * written as one text stays one: Next writes the same for each reader of a page.
   */
  whole(status: number, body: string | Buffer): void;
  /** An answer of more bytes than this is let go as it comes, as one that was not held. */
  most: number;
}

/** Holds an answer back while others write it to this response. */
export function holdBack(res: ServerResponse, { holds, whole, most }: Holding): void {
  const { writeHead, write, end, flushHeaders } = res;
  const chunks: (string | Buffer)[] = [];
  let size = 0;
  let held: boolean | null = null;

  function letGo() {
    Object.assign(res, { writeHead, write, end, flushHeaders });
    held = false;
  }

  /** Whoever writes without a head means the one that is set; through whatever has wrapped `writeHead`. */
  function decide(): boolean {
    if (held === null) res.writeHead(res.statusCode);
    return held === true;
  }

  function take(chunk: unknown, encoding: unknown) {
    if (chunk === undefined || chunk === null || typeof chunk === "function") return;
    const plain = typeof chunk === "string" && (!encoding || encoding === "utf8");
    const taken = plain ? chunk : bytesOf(chunk as string | Uint8Array, encoding);
    if (taken.length === 0) return;
    chunks.push(taken);
    size += taken.length;
  }

  res.writeHead = ((status: number, ...rest: unknown[]) => {
    if (held === false) return writeHead.call(res, status);
    res.statusCode = status;
    if (held) return res;
    const headers = rest.find((each) => typeof each === "object" && each !== null);
    for (const [name, value] of pairs(headers as object | undefined)) res.setHeader(name, value);
    if (holds(status)) {
      held = true;
      return res;
    }
    letGo();
    return writeHead.call(res, status);
  }) as typeof res.writeHead;

  res.flushHeaders = () => {
    if (!decide()) flushHeaders.call(res);
  };

  res.write = ((...args: unknown[]) => {
    if (!decide()) return (write as (...args: unknown[]) => boolean).apply(res, args);
    take(args[0], args[1]);
    if (size > most) {
      letGo();
      return write.call(res, joined(chunks), "utf8", args.find(isCallback));
    }
    const done = args.find(isCallback);
    if (done) process.nextTick(done);
    return true;
  }) as typeof res.write;

  res.end = ((...args: unknown[]) => {
    if (!decide()) return (end as (...args: unknown[]) => ServerResponse).apply(res, args);
    take(args[0], args[1]);
    const done = args.find(isCallback);
    if (done) res.once("finish", done);
    letGo();
    const [only = "", ...more] = chunks;
    whole(res.statusCode, more.length === 0 ? only : joined(chunks));
    return res;
  }) as typeof res.end;
}

function bytesOf(chunk: string | Uint8Array, encoding: unknown): Buffer {
  if (typeof chunk !== "string") return Buffer.from(chunk);
  return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
}

const joined = (chunks: readonly (string | Buffer)[]) =>
  Buffer.concat(chunks.map((chunk) => bytesOf(chunk, "utf8")));

type Callback = () => void;

const isCallback = (value: unknown): value is Callback => typeof value === "function";

function pairs(headers: object | undefined): [string, OutgoingHttpHeader][] {
  if (!headers) return [];
  if (!Array.isArray(headers)) return Object.entries(headers);
  if (Array.isArray(headers[0])) return headers;
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]]] : []));
}
