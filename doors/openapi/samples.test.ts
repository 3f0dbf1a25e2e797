import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chapters } from "#doors/openapi/reference";
import type { Snippet } from "#doors/openapi/snippets";

/** The picture that samples send, beside which they run. */
const picture = "not really a picture";
const folder = mkdtempSync(join(tmpdir(), "duet-samples-"));
writeFileSync(join(folder, "picture.png"), picture);

const entries = chapters.flatMap((chapter) => chapter.entries);
const samplesIn = (language: Snippet["language"]) =>
  entries.map(({ snippets }) => snippets.find((each) => each.language === language)?.code ?? "");

interface Sent {
  method: string | undefined;
  url: string | undefined;
  headers: Record<string, unknown>;
  body: unknown;
}

/** What was asked of the server that stands in for the blog. */
let sent: Sent[] = [];

const server = createServer(async (req, res) => {
  sent.push(await sentBy(req));
  res.writeHead(200, { "Content-Type": "application/json" }).end("{}");
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function sentBy(req: IncomingMessage): Promise<Sent> {
  const { method, url, headers } = req;
  const { authorization, cookie, origin } = headers;
  const body = await text(req);
  const isJson = headers["content-type"]?.includes("json") ?? false;
  const type = body === "" ? undefined : headers["content-type"];
  return {
    method,
    url,
    headers: { authorization, cookie, origin, type },
    body: isJson ? JSON.parse(body) : body,
  };
}

/** Runs a program that runs all samples of a language, one after the other; what they sent. */
async function sentByAll(command: string, args: string[], program: string): Promise<Sent[]> {
  sent = [];
  const { port } = server.address() as AddressInfo;
  const child = spawn(command, args, {
    cwd: folder,
    env: {
      ...process.env,
      URL: `http://127.0.0.1:${port}`,
      TOKEN: "duet_sample",
      COOKIE: "a=b",
    },
    stdio: "pipe",
  });
  const ended = new Promise((resolve, reject) => {
    child.on("close", resolve).on("error", () => {
      reject(new Error(`The samples need ${command}, which is not on this machine: install it.`));
    });
  });
  // Where the command is missing there is nobody to write to; `ended` says so.
  child.stdin.on("error", () => {});
  child.stdin.end(program);
  const [status, , errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  expect(status, errors).toBe(0);
  return sent;
}

const inNode = () => {
  const files = samplesIn("js").map((code, at) => {
    const file = join(folder, `${at}.mjs`);
    writeFileSync(file, code);
    return pathToFileURL(file).href;
  });
  const program = files.map((file) => `await import(${JSON.stringify(file)});`).join("\n");
  return sentByAll(process.execPath, ["--input-type=module", "-"], program);
};

test("every sample of the reference runs, and in each language it asks the same", async () => {
  const asked = await inNode();
  const expected = entries.map(({ method, path }) => [
    method,
    expect.stringMatching(addressOf(path)),
  ]);
  expect(asked.map(({ method, url }) => [method, url])).toEqual(expected);
  expect(asked.some(({ body }) => body === picture)).toBe(true);

  const python = `for code in ${JSON.stringify(samplesIn("python"))}:\n    exec(compile(code, "sample", "exec"), {})\n`;
  expect(await sentByAll("python3", ["-"], python)).toEqual(asked);
  const shell = samplesIn("sh").join("\n");
  expect(await sentByAll("bash", ["-euo", "pipefail", "-s"], shell)).toEqual(asked);
}, 60_000);

/** An address of the document with anything for what varies. */
function addressOf(path: string): RegExp {
  const pattern = path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/?]+");
  return new RegExp(`^${pattern}(?:\\?.*)?$`);
}
