// One request by Node's own client: fetch costs three times as much, on the cores that are measured.
import { type Agent, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Span } from "#lib/statistics";

export interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What was on the wire: from the first byte sent to the last one received, in milliseconds. */
export interface Exchange extends Span {
  status: number;
  /** The answer's body, unpacked when it is called. */
  text(): string;
  /** Bytes of the connection, heads included. */
  sent: number;
  received: number;
}

/** Sends a request on one of the agent's connections. */
export function exchange(agent: Agent, url: string, { body, ...sent }: Sent): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": `${Buffer.byteLength(body)}` };
    const headers = { ...sent.headers, ...length };
    const began = performance.now();
    const outgoing = request(url + sent.path, { agent, method: sent.method, headers });
    outgoing.on("error", reject);
    outgoing.on("socket", (socket) => {
      const before = { sent: socket.bytesWritten, received: socket.bytesRead };
      outgoing.on("response", (answer) => {
        buffer(answer).then((packed) => {
          resolve({
            began,
            ended: performance.now(),
            status: answer.statusCode ?? 0,
            text: () => unpacked(packed, answer.headers["content-encoding"]).toString(),
            sent: socket.bytesWritten - before.sent,
            received: socket.bytesRead - before.received,
          });
        }, reject);
      });
    });
    outgoing.end(body);
  });
}

function unpacked(body: Buffer, packing: string | undefined): Buffer {
  if (packing === "br") return brotliDecompressSync(body);
  return packing === "gzip" ? gunzipSync(body) : body;
}
