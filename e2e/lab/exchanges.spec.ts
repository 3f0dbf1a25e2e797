// What each experiment without a frame shows of its exchanges.
import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { run } from "./run.ts";

test("the same write: the action's answer has the page in it, the handler's has not", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/same-write");
  const blog = page.getByRole("region", { name: "Your throw-away blog" });
  const action = await run(page, "Write through the Server Action");
  await expect(action.getByText(/^1 request,/)).toBeVisible();
  await expect(blog.getByText("Written through the action")).toBeVisible();
  const handler = await run(page, "Write through the route handler");
  await expect(handler.getByText(/^2 requests,/)).toBeVisible();
  await expect(blog.getByText("Written through the handler")).toBeVisible();
  await action.locator("summary").first().click();
  await expect(action.getByText(/the page anew \(t\)/)).toBeVisible();
  await expect(action.getByText("next-action", { exact: true })).toBeVisible();
  // What opens the visitor's blog is shown to nobody.
  const cookie = (await page.context().cookies()).find((each) => each.name === "duet-lab");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(await page.content()).not.toContain(cookie?.value);
});

test("the failures: what is returned is a 200, what nobody caught a 500 with its words masked", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/failures");
  const action = await run(page, "Fail through the Server Action");
  await expect(action.locator("summary strong:nth-of-type(2)")).toHaveText([
    "200",
    "200",
    "200",
    "200",
    "500",
  ]);
  await expect(action.getByText("(invalid, unauthenticated, not_found, internal)")).toBeVisible();
  const handler = await run(page, "Fail through the route handler");
  await expect(handler.locator("summary strong:nth-of-type(2)")).toHaveText([
    "422",
    "401",
    "404",
    "500",
  ]);
  for (const wire of [action, handler]) {
    await expect(wire).not.toContainText("The lab threw this on purpose");
  }
});

test("uploads: the handler refuses before it reads, the action after; only one tells the progress", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/uploads");
  const statuses = "summary strong:nth-of-type(2)";
  const read = async (wire: Locator) => {
    const last = wire.getByRole("region", { name: "What arrived" }).getByRole("listitem").last();
    const text = await last.getByText("read of the body by then").locator("xpath=..").textContent();
    return Number(/(\d+) bytes/.exec(text ?? "")?.[1]);
  };
  const action = await run(page, "Upload through the Server Action");
  await expect(action.locator(statuses)).toHaveText(["200", "200", "413"]);
  await expect(
    action.getByText(/12 MB: 413, .* threw “A form may have \d+ bytes at most/),
  ).toBeVisible();
  expect(await read(action)).toBeGreaterThan(10_000_000);
  const handler = await run(page, "Upload through the route handler");
  await expect(handler.locator(statuses)).toHaveText(["201", "201", "413", "200"]);
  await expect(handler.getByText(/0\.9 MB: 201, progress told [1-9]\d*×/)).toBeVisible();
  expect(await read(handler)).toBeLessThan(5_000_000);
  const blog = page.getByRole("region", { name: "Your throw-away blog" });
  await expect(blog.getByText("A file of 1,200,000 bytes")).toHaveCount(2);
  await expect(blog.getByText("A file of 12,000,000 bytes")).toHaveCount(0);
});

test("five slow calls: actions stand in line, handlers go side by side", async ({ guest }) => {
  const page = await guest();
  await page.goto("/lab/five-slow-calls");
  await run(page, "Five Server Actions at once");
  await run(page, "Five route handlers at once");
  const times = async (door: string) => {
    const lines = await page
      .getByRole("region", { name: `Waterfall: ${door}` })
      .getByRole("listitem")
      .allTextContents();
    return lines
      .filter((line) => line.startsWith("POST"))
      .map(
        (line) => /: (\d+), (\d+), \d+ ms$/.exec(line)?.slice(1).map(Number) as [number, number],
      );
  };
  const actions = await times("Five Server Actions at once");
  expect(actions).toHaveLength(5);
  for (const [at, [began]] of actions.entries()) {
    if (at > 0) expect(began).toBeGreaterThanOrEqual(actions[at - 1]?.[1] ?? 0);
  }
  const handlers = await times("Five route handlers at once");
  expect(handlers).toHaveLength(5);
  const firstEnd = Math.min(...handlers.map(([, ended]) => ended));
  for (const [began] of handlers) expect(began).toBeLessThan(firstEnd);
});

test("redirects: an action's holds its target, a handler's keeps the method unless one says 303", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/redirects");
  const action = await run(page, "Write and redirect through the Server Action");
  await expect(action).toContainText(
    /It answered 200 with x-action-redirect: \/lab\/redirects#post-/,
  );
  await expect(action.getByText(/^1 request,/)).toBeVisible();
  // Next asked this server for the target, and the answer has this request's id all the same.
  await action.locator("summary").first().click();
  await expect(action.getByText(/^lab\.create: ok/)).toBeVisible();
  const handler = await run(page, "Redirect through the route handler");
  await expect(handler).toContainText(
    "After redirect() the target was asked with POST; after a 303 of one’s own with GET.",
  );
});

test("a bare redirect of a handler is a 307; a 303 is one's own", async ({ request }) => {
  const statusOf = async (kind: string) =>
    (await request.post(`/api/lab/redirects/${kind}`, { maxRedirects: 0 })).status();
  expect(await statusOf("next")).toBe(307);
  expect(await statusOf("see-other")).toBe(303);
});

test("curl both: what the page tells to send is answered to anybody", async ({
  guest,
  request,
}) => {
  const page = await guest();
  await page.goto("/lab/curl-both");
  for (const door of ["The Server Action, then the same by hand", "The route handler by hand"]) {
    const command = (await (await run(page, door)).locator("pre").textContent()) ?? "";
    const headers = Object.fromEntries(
      [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
    ) as Record<string, string>;
    const address = /curl -sS '([^']+)'/.exec(command)?.[1] ?? "";
    const data = /--data-raw '([^']+)'/.exec(command)?.[1] ?? "";
    const answer = await request.post(address, { headers, data });
    expect([200, 201], command).toContain(answer.status());
    expect(await answer.text()).toContain(/title":"([^"]+)/.exec(data)?.[1]);
  }
});

test("yesterday's tab: its action is unknown and writes nothing; the handler saves the words once", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/yesterdays-tab");
  const action = await run(page, "Send yesterday’s action");
  await expect(action).toContainText("It answered 409, with x-nextjs-action-not-found: 1.");
  const handler = await run(page, "Save the words through the route handler");
  await expect(handler).toContainText("with Idempotent-Replayed: true");
  const blog = page.getByRole("region", { name: "Your throw-away blog" });
  await expect(blog.getByRole("listitem")).toHaveText(["Saved from yesterday’s tab"]);
});

test("sent twice: two posts without a key, one with it, at both doors", async ({ guest }) => {
  const page = await guest();
  await page.goto("/lab/sent-twice");
  const action = await run(page, "Twice through the Server Action");
  await expect(action).toContainText("Without a nonce: 2 posts. With the same nonce: one post.");
  const handler = await run(page, "Twice through the route handler");
  await expect(handler).toContainText(
    "Without a key: 2 posts. With the same Idempotency-Key: one post.",
  );
  const blog = page.getByRole("region", { name: "Your throw-away blog" });
  await expect(blog.getByText("An impatient click", { exact: true })).toHaveCount(2);
  await expect(blog.getByText("An impatient click, with a nonce")).toHaveCount(1);
  await expect(blog.getByText("Tried again", { exact: true })).toHaveCount(2);
  await expect(blog.getByText("Tried again, with a key")).toHaveCount(1);
});

test("a changed mind: the handler's request ends, the page waits for the action, both write", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/changed-mind");
  const action = await run(page, "Change your mind about the Server Action");
  await expect(action).toContainText("the page had to wait for it, and the post is written");
  const handler = await run(page, "Change your mind about the route handler");
  await expect(handler).toContainText("The fetch ended with AbortError");
  await expect(handler).toContainText("a second later the post is written");
});

test("a closed tab: what was under way is done, a last word needs keepalive or a beacon", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/closed-tab");
  const action = await run(page, "Close the tab on the Server Action");
  await expect(action).toContainText("“Under way, by the action”: written.");
  const handler = await run(page, "Close the tab on the route handler");
  for (const title of ["Under way, plain", "Last word, keepalive", "Last word, beacon"]) {
    await expect(handler).toContainText(`“${title}”: written`);
  }
  // Nobody was left to be told.
  for (const wire of [action, handler]) {
    const arrived = wire.getByRole("region", { name: "What arrived" });
    await expect(arrived.getByText("its sender was gone").first()).toBeVisible();
  }
  await expect(page.locator("iframe")).toHaveCount(0);
});
