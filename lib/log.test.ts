import { expect, test } from "vitest";
import { createLog } from "#lib/log";

function lines(write: (log: ReturnType<typeof createLog>) => void) {
  const written: string[] = [];
  const log = createLog({ write: (line) => void written.push(line) });
  log.level = "info";
  write(log);
  return written.map((line) => JSON.parse(line));
}

test("a line says when, how grave and what", () => {
  const [line] = lines((log) => log.warn({ post: 7 }, "slow"));
  expect(line).toMatchObject({ level: "warn", msg: "slow", post: 7 });
  expect(Date.parse(line.time)).not.toBeNaN();
});

test("credentials are blacked out wherever a request or an answer is logged", () => {
  const headers = {
    authorization: "Bearer x",
    cookie: "a=b",
    "set-cookie": ["c=d"],
    accept: "*/*",
  };
  const [line] = lines((log) => log.info({ headers, request: { headers }, token: "x" }));
  const hidden = { authorization: "[redacted]", cookie: "[redacted]", "set-cookie": "[redacted]" };
  expect(line.headers).toEqual({ ...hidden, accept: "*/*" });
  expect(line.request.headers).toEqual({ ...hidden, accept: "*/*" });
  expect(line.token).toBe("[redacted]");
});

test("an error keeps its stack", () => {
  const [line] = lines((log) => log.error({ err: new Error("broken") }));
  expect(line.err.message).toBe("broken");
  expect(line.err.stack).toContain("log.test.ts");
});
