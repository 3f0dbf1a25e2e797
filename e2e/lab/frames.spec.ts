// The experiments that hold a frame: another tab, a stranger, a page without scripts.
import { expect, test } from "../fixtures.ts";
import { run, wires } from "./run.ts";

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
