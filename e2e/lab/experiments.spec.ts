import type { Page } from "@playwright/test";
import { experiments } from "#domain/experiments";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";

const wires = (page: Page) => page.getByRole("region", { name: /^The wire: / });

/** Presses a door's button and waits for what was on the wire. */
async function run(page: Page, door: string) {
  await page.getByRole("button", { name: door, exact: true }).click();
  const wire = page.getByRole("region", { name: `The wire: ${door}`, exact: true });
  await expect(wire).toBeVisible({ timeout: 20_000 });
  return wire;
}

for (const { name, title } of experiments) {
  test(`${name}: predict, run, see both sides of both wires, and why`, async ({ guest }) => {
    const page = await guest();
    await page.goto(`/lab/${name}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await page.getByRole("radio").first().check();
    const buttons = page.getByRole("region", { name: "2. Run" }).getByRole("button");
    const doors = await buttons.allTextContents();
    for (const door of doors) {
      const wire = await run(page, door);
      await wire.locator("summary").first().click();
      await expect(wire.getByText("Request headers that the page set").first()).toBeVisible();
    }
    // The server's side of whatever reached an operation.
    await page.locator("summary").evaluateAll((all) => {
      for (const each of all) each.parentElement?.setAttribute("open", "");
    });
    await expect(page.getByText(/^lab\.\w+: /).first()).toBeVisible();
    await expect(page.getByText(/^SQL at /).first()).toBeVisible();
    await expect(wires(page)).toHaveCount(doors.length);
    await expect(page.getByText(/^(?:As|Not as) you predicted/)).toBeVisible();
    await expect(page.getByRole("link", { name: /^claim \d+$/ }).first()).toBeVisible();
    await expect(page.locator("figcaption", { hasText: /^actions\/lab/ }).first()).toBeVisible();
  });

  test(`${name}: axe finds nothing wrong with what has run`, async ({ guest }) => {
    // Axe looks at every row of every wire, three times.
    test.setTimeout(120_000);
    const page = await guest();
    await expectAccessible(page, `/lab/${name}`, async () => {
      const buttons = page.getByRole("region", { name: "2. Run" }).getByRole("button");
      for (const door of await buttons.allTextContents()) {
        const wire = await run(page, door);
        await wire.locator("summary").first().click();
      }
    });
  });
}

test("on a phone no experiment is wider than the window", async ({ guest }) => {
  const page = await guest();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [...experiments.map(({ name }) => name), "sources", "recorded/same-write"]) {
    await page.goto(`/lab/${path}`);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, path).toBe(0);
  }
});

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

test("a forged request: its Origin is null, no cookie comes, and the bare handler alone runs", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/forged");
  const came = "came with Origin null, Sec-Fetch-Site cross-site, without a cookie";
  const action = await run(page, "Forge a call of the Server Action");
  await expect(action).toContainText("From this page the form was answered 200.");
  await expect(action).toContainText(`The stranger’s ${came}, and was answered 403.`);
  const handler = await run(page, "Forge a call of our route handler");
  await expect(handler).toContainText("From this page it was answered 201.");
  await expect(handler).toContainText(`The stranger’s ${came}, and was answered 403.`);
  const bare = await run(page, "Forge a call of a bare handler");
  await expect(bare).toContainText(`${came}, and was answered 200: it ran. The count is 2.`);
  for (const wire of [action, handler, bare]) {
    const arrived = wire.getByRole("region", { name: "What arrived" }).getByRole("listitem");
    await expect(arrived).toHaveCount(2);
    await expect(arrived.nth(0)).toContainText("duet-lab");
    await expect(arrived.nth(1)).not.toContainText("duet-lab");
  }
  // Nothing that was forged is written.
  await expect(
    page.getByRole("region", { name: "Your throw-away blog" }).getByRole("listitem"),
  ).toHaveText(["Sent from this page", "Sent from this page", "Written by React"]);
  const words = page.frameLocator("iframe").getByText("Its origin is “null”");
  await expect(words).toBeVisible();
});

test("the stranger's page is framed by ours alone, and the page around it by nobody", async ({
  request,
}) => {
  const stranger = (await request.get("/lab/forged/stranger")).headers();
  expect(stranger["x-frame-options"]).toBe("SAMEORIGIN");
  const policy = stranger["content-security-policy"];
  expect(policy).toContain("frame-ancestors 'self'; sandbox allow-scripts;");
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]+='$/);
  for (const path of ["/lab/forged", "/lab/forged/stranger/x", "/"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
  }
});

test("the bare handler only counts, whoever calls, and tells nobody another's count", async ({
  request,
}) => {
  const send = async (headers: Record<string, string>) =>
    (await request.post("/api/lab/bare", { headers, data: { counted: 99 } })).json();
  const mine = { Cookie: `duet-lab=${"b".repeat(43)}` };
  expect(await send({ Origin: "https://evil.example" })).toEqual({ count: 0 });
  expect(await send({ Origin: "null", ...mine })).toEqual({ count: 1 });
  expect(await send(mine)).toEqual({ count: 2 });
  expect(await send({ Cookie: `duet-lab=${"c".repeat(43)}` })).toEqual({ count: 1 });
  const arrivals = await request.get("/api/lab/arrivals", { headers: mine });
  expect(await arrivals.json()).toMatchObject({
    counted: 2,
    data: [
      { path: "/api/lab/bare", origin: "null", cookies: ["duet-lab"], status: 200 },
      { path: "/api/lab/bare", origin: null, cookies: ["duet-lab"], status: 200 },
    ],
  });
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

test("two visitors have two blogs, and the front keeps neither's page", async ({ guest }) => {
  const [one, two] = [await guest(), await guest()];
  await one.goto("/lab/same-write");
  await run(one, "Write through the Server Action");
  await two.goto("/lab/same-write");
  await expect(two.getByText("No post yet.")).toBeVisible();
  const again = await one.goto("/lab/same-write");
  expect(again?.headers()["x-cache"]).toBe("BYPASS");
  await expect(one.getByText("Written through the action")).toBeVisible();
});

test("freshness: who purges is seen at once, refresh and 'max' show the old, and no other tab is told", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/freshness");
  const tab = page.frameLocator("iframe").locator("[data-panel=newest]");
  const expected = {
    "Action: updateTag(tag)": ["fresh", "fresh", "fresh"],
    "Action: refresh() alone": ["old", "old", "old"],
    "Handler: revalidateTag(tag, 'max')": ["none", "old", "fresh"],
    "Handler: revalidateTag(tag, { expire: 0 })": ["none", "fresh", "fresh"],
  };
  for (const [door, [answer, next, later]] of Object.entries(expected)) {
    const wire = await run(page, door);
    await expect(wire).toContainText(
      `in the answer ${answer === "none" ? "there was no page" : `they were ${answer}`}, at the next request they were ${next}, at the one after they were ${later}. The second tab still shows what was before.`,
    );
    const steps = page.getByRole("region", { name: `The panels: ${door}` }).getByRole("listitem");
    await expect(steps).toHaveCount(4);
    for (const [at, state] of [answer, next, later].entries()) {
      // All three panels, since all have the tag.
      await expect(steps.nth(at + 1).getByText("(new)")).toHaveCount(state === "fresh" ? 3 : 0);
    }
    await expect(tab).not.toHaveText(
      new RegExp(`^${door.startsWith("Action") ? "refresh" : "expire"}`),
    );
  }
  await expect(wires(page).first()).toContainText(/says Cache-Control: .*no-store/);
  await expect(wires(page).last()).toContainText("was answered 304");
  // Its own next visit shows it.
  await expect(tab).toHaveText(/^max,/);
  await page.reload();
  await expect(tab).toHaveText(/^expire 0,/);
});

test("freshness: the bare write is for visitors who have a blog, from pages of ours, in ways there are", async ({
  request,
}) => {
  const post = async (way: string, title = "Bare", headers = {}) => {
    const data = { title };
    return (await request.post(`/api/lab/freshness/${way}`, { data, headers })).status();
  };
  expect(await post("max")).toBe(404);
  await request.post("/api/lab/posts", { data: { title: "Mine" } });
  expect(await post("max")).toBe(200);
  expect(await post("never")).toBe(404);
  expect(await post("now", "")).toBe(422);
  expect(await post("now", "Bare", { Origin: "https://evil.example" })).toBe(403);
});

test("in a frame without scripts: the action answers with the page, a handler with what is written in it", async ({
  guest,
}) => {
  const page = await guest();
  await page.goto("/lab/without-javascript");
  const frame = page.frameLocator("iframe");
  const titles = frame.getByRole("listitem");
  await expect(frame.locator("noscript p")).toHaveText("No script runs here.");
  await expect(frame.locator("noscript p")).toBeVisible();
  const send = async (door: string) => {
    const answered = page.waitForResponse((each) => each.request().method() === "POST");
    const wire = await run(page, door);
    const answer = await answered;
    await wire.locator("summary").first().click();
    await expect(wire.getByText(/^lab\.create: ok/)).toBeVisible();
    // What the wire view made of timing and document is what was sent.
    const statuses = await wire.locator("summary strong:nth-of-type(2)").allTextContents();
    expect(statuses[0]).toBe(String(answer.status()));
    return { wire, statuses, headers: answer.request().headers() };
  };

  const action = await send("The form to the Server Action");
  expect(action.statuses).toEqual(["200"]);
  expect(action.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(action.headers["next-action"]).toBeUndefined();
  await expect(action.wire).toContainText("The action returned “By the action”.");
  await expect(action.wire.getByText(/^\$ACTION_\w+/).first()).toBeVisible();
  await expect(titles).toHaveText(["By the action"]);

  const led = await send("The form to a handler that answers 303");
  expect(led.statuses).toEqual(["303", "200"]);
  expect(led.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  await expect(titles).toHaveText(["By a handler, 303", "By the action"]);

  const raw = await send("The form to a handler that answers JSON");
  expect(raw.statuses).toEqual(["201"]);
  await expect(raw.wire).toContainText("The reader sees application/json");
  await expect(frame.locator("body")).toContainText('"title":"By a handler, JSON"');

  // By hand, in the frame itself: a button that needs a script does nothing.
  await page.reload();
  await frame.getByRole("button", { name: "onClick" }).click();
  await frame.getByRole("button", { name: "To the action" }).click();
  await expect(titles).toHaveCount(4);
  await expect(titles.getByText("By a click")).toHaveCount(0);
});

test("the handler for plain forms takes plain forms of ours, and leads on with 303", async ({
  request,
}) => {
  const post = (answer: string, sent: object) =>
    request.post(`/api/lab/framed/${answer}`, { maxRedirects: 0, ...sent });
  const form = { title: "By hand" };
  const led = await post("see-other", { form });
  expect(led.status()).toBe(303);
  expect(led.headers().location).toMatch(/^\/lab\/framed\/plain-form#[0-9a-f-]{36}$/);
  expect((await post("json", { form })).status()).toBe(201);
  expect((await post("elsewhere", { form })).status()).toBe(404);
  expect((await post("json", { data: form })).status()).toBe(415);
  expect((await post("json", { form: { title: "" } })).status()).toBe(422);
  expect((await post("json", { form: { title: "x".repeat(2_000) } })).status()).toBe(413);
  const foreign = { form, headers: { Origin: "https://evil.example" } };
  expect((await post("see-other", foreign)).status()).toBe(403);
});

test("only what an experiment frames may be framed, and by this site alone", async ({
  request,
}) => {
  const headersOf = async (path: string) => (await request.get(path)).headers();
  for (const path of ["/lab/framed/second-tab", "/lab/framed/plain-form"]) {
    expect(await headersOf(path), path).toMatchObject({
      "x-frame-options": "SAMEORIGIN",
      "content-security-policy": expect.stringContaining("frame-ancestors 'self'"),
    });
  }
  expect(await headersOf("/lab/freshness")).toMatchObject({
    "x-frame-options": "DENY",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  for (const { name } of experiments) {
    test(`${name}: shows what a real run wrote down, and when`, async ({ guest }) => {
      const page = await guest();
      await page.goto(`/lab/${name}`);
      await page.getByRole("link", { name: "What a real run of it wrote down" }).click();
      await expect(page.getByText(/on [A-Z]\w+ \d+, \d{4}, with Next \d+\.\d+/)).toBeVisible();
      const wire = wires(page);
      expect(await wire.count()).toBeGreaterThanOrEqual(2);
      await wire.first().locator("summary").first().click();
      await expect(wire.first().getByText("The server’s side").first()).toBeVisible();
    });
  }
});
