// A bare node:http server in a process of its own: sends what it was told, and does nothing else.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer as it stood on the wire. */
export interface Told {
  path: string;
  status: number;
  /** Names and values in turn. */
  headers: string[];
  /** In base64. */
  body: string;
}

const answers = new Map<string, { status: number; headers: string[]; body: Buffer }>();

const server = createServer((req, res) => {
  const answer = answers.get(req.url ?? "");
  if (!answer) return res.writeHead(404).end();
  return res.writeHead(answer.status, answer.headers).end(answer.body);
});

process.on("message", ({ path, status, headers, body }: Told) => {
  answers.set(path, { status, headers, body: Buffer.from(body, "base64") });
  process.send?.({ told: path });
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
