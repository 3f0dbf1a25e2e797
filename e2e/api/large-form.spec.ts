// A form's or a call's body that is larger than any may be: Next reads it before our code does.
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { actionIds } from "../claims/action.ts";
import { expect, test } from "../fixtures.ts";

const LARGE = 12_000_000;
const boundary = "----large";

/** A form with one file of so many bytes. */
function formOf(bytes: number): Buffer {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: image/png\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(head),
    Buffer.alloc(bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

interface Sent {
  agent: Agent;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** Sends a body as a browser does: to its end, whatever is answered meanwhile. */
function send(url: string, { agent, method = "POST", headers, body }: Sent) {
  return new Promise<{ status?: number; type?: string; words: string; reused: boolean }>(
    (resolve, reject) => {
      const sent = request(url, { agent, method, headers }, async (answer) => {
        const { statusCode: status, headers } = answer;
        const words = await text(answer);
        resolve({ status, type: headers["content-type"], words, reused: sent.reusedSocket });
      });
      sent.on("error", reject);
      sent.end(body);
    },
  );
}

test("what is too large for a form is a 413 with words, and its connection goes on", async ({
  blog,
}) => {
  const id = (await actionIds(blog.url, "/lab/uploads")).get("weighLabFileAction") ?? "";
  expect(id).toMatch(/^\w{42}$/);
  const multipart = { "Content-Type": `multipart/form-data; boundary=${boundary}` };
  const ways: Record<string, [headers: Record<string, string>, body: Buffer, type: string]> = {
    "a call with a file": [{ ...multipart, "Next-Action": id }, formOf(LARGE), "text/plain"],
    "a call with long words": [
      { "Content-Type": "text/plain;charset=UTF-8", "Next-Action": id },
      Buffer.from(JSON.stringify(["x".repeat(LARGE)])),
      "text/plain",
    ],
    "a form without JavaScript": [multipart, formOf(LARGE), "text/plain; charset=utf-8"],
  };
  for (const [way, [headers, body, type]] of Object.entries(ways)) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const page = `${blog.url}/lab/uploads`;
    const answer = await send(page, { agent, headers: { ...headers, Origin: blog.url }, body });
    expect(answer, way).toMatchObject({
      status: 413,
      type,
      words: expect.stringMatching(/^A form may have 11534336 bytes at most/),
    });
    const next = await send(`${blog.url}/api/health/live`, { agent, method: "GET" });
    expect(next, way).toMatchObject({ status: 200, reused: true });
    agent.destroy();
  }
});
