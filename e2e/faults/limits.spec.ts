import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { expectProblem } from "../api/problem.ts";
import { type Answer, client } from "../client.ts";
import { type Duet, databaseUrlOf, freePort, type Settings } from "../duet.ts";
import { expect, unique } from "../fixtures.ts";
import { test, writer } from "../own-blog.ts";

// Limits so small that a test reaches them: the blog that the other tests share has none. And without the
// front, which answers for nothing.
const quotas = {
  FRONT: "off",
  RATE_LIMIT_READS: "20",
  RATE_LIMIT_WRITES: "6",
  RATE_LIMIT_SIGN_IN: "3",
};

test.setTimeout(90_000);
test.use({ settings: async ({ settings }, use) => use({ ...settings, variables: quotas }) });

/** `"reads";r=19;t=60` as its parts. */
function standing({ headers }: Answer): { policy?: string; left: number; seconds: number } {
  const [, policy, left, seconds] =
    /^"([\w-]+)";r=(\d+);t=(\d+)$/.exec(headers.get("ratelimit") ?? "") ?? [];
  return { policy, left: Number(left), seconds: Number(seconds) };
}

function expectRefused(answer: Answer, policy: string): void {
  expectProblem(answer, 429);
  const { left, seconds } = standing(answer);
  expect(left).toBe(0);
  expect(answer.headers.get("ratelimit-policy")).toContain(`"${policy}";`);
  expect(answer.headers.get("retry-after")).toBe(String(seconds));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
}

test("an answer says what is left; one too many is refused, by every instance", async ({
  settings,
  start,
}) => {
  const first = await start(settings);
  const guest = client(first.url);
  const list = await guest.get("/api/posts");
  expect(list.status).toBe(200);
  expect(list.headers.get("ratelimit-policy")).toBe('"reads";q=20;w=60');
  expect(standing(list)).toMatchObject({ policy: "reads", left: 19 });
  // What has not changed costs nothing, nor does the server's health.
  for (let at = 0; at < 5; at++) {
    const same = await guest.get("/api/posts", { "If-None-Match": list.headers.get("etag") ?? "" });
    expect(same.status).toBe(304);
    expect(standing(same).left).toBe(19);
  }
  const health = await guest.get("/api/health/ready");
  expect([health.status, health.headers.get("ratelimit")]).toEqual([200, null]);

  const second = await start(await beside(first, { TRUSTED_PROXIES: "1" }));
  const other = client(second.url);
  let passed = 1;
  let answer = list;
  for (let at = 0; answer.status !== 429 && at < 50; at++) {
    answer = await (at % 2 ? guest : other).get(at % 3 ? "/api/posts" : "/api/posts/none");
    if (answer.status !== 429) passed += 1;
  }
  expect(passed).toBe(20);
  expectRefused(await guest.get("/api/posts"), "reads");
  expectRefused(await other.get("/api/posts"), "reads");
  expect((await guest.get("/api/health/live")).status).toBe(200);

  // An address that the client himself writes counts only where a proxy is trusted, and then the last.
  const forged = { "X-Forwarded-For": "198.51.100.7" };
  expectRefused(await guest.get("/api/posts", forged), "reads");
  expect(standing(await other.get("/api/posts", forged)).left).toBe(19);
  const chain = { "X-Forwarded-For": "203.0.113.1, 198.51.100.7" };
  expect(standing(await other.get("/api/posts", chain)).left).toBe(18);
});

for (const javaScriptEnabled of [true, false]) {
  test(`a person's writes count together, by token and by form, with${javaScriptEnabled ? "" : "out"} JavaScript`, async ({
    settings,
    start,
    browser,
  }) => {
    const duet = await start(settings);
    const author = await writer(duet);
    const title = unique("Limited");
    const post = await author.post("/api/posts", { title, body: "Text.", status: "published" });
    expect(standing(post)).toMatchObject({ policy: "writes", left: 5 });
    const page = await pageWith(browser, duet, author.cookie, javaScriptEnabled);
    await page.goto(post.json.url);
    for (let left = 4; left >= 0; left--) {
      const comment = await author.post(`/api/posts/${post.json.id}/comments`, { body: "One." });
      expect([comment.status, standing(comment).left]).toEqual([201, left]);
    }
    expectRefused(
      await author.post(`/api/posts/${post.json.id}/comments`, { body: "No." }),
      "writes",
    );
    expect((await author.get("/api/me")).status).toBe(200);

    const words = "Words that took a while to find.";
    await page.getByLabel("Add a comment").last().fill(words);
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(
      page.getByText(/That was a lot at once\. Please try again in \d+ seconds?\./),
    ).toBeVisible();
    await expect(page.getByLabel("Add a comment").last()).toHaveValue(words);
    expect((await author.get(`/api/posts/${post.json.id}/comments`)).json.data).toHaveLength(5);
    await page.context().close();
  });
}

test("a bulk call counts as a write for each post, and is done whole or not at all", async ({
  settings,
  start,
}) => {
  const duet = await start(settings);
  const author = await writer(duet);
  const ids: string[] = [];
  for (const title of ["One", "Two"]) {
    const made = await author.post("/api/posts", { title: unique(title), body: "Text." });
    ids.push(made.json.id);
  }
  const done = await author.post("/api/posts/bulk", { ids: [...ids, ...ids], action: "trash" });
  expect([done.json.done, standing(done).left]).toEqual([2, 2]);
  expect((await author.post("/api/posts", { title: unique("Three"), body: "Text." })).status).toBe(
    201,
  );
  const refused = await author.post("/api/posts/bulk", { ids, action: "restore" });
  expectProblem(refused, 429);
  expect(standing(refused)).toMatchObject({ policy: "writes", left: 1 });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const trash = await author.get("/api/posts?status=trashed");
  expect(trash.json.data).toHaveLength(2);
  // What it would have cost is not taken: a smaller one goes through.
  expect((await author.post(`/api/posts/${ids[0]}/restore`)).status).toBe(200);
});

test("attempts to sign in, tokens made, wrong tokens shown and what nobody checks are few, by address", async ({
  settings,
  start,
  browser,
}) => {
  const duet = await start({
    ...settings,
    variables: { ...quotas, TRUSTED_PROXIES: "127.0.0.1", LOG_LEVEL: "info" },
  });
  const author = await writer(duet);
  const from = (address: string) => ({ "X-Forwarded-For": address });

  const bad = { ...from("198.51.100.1"), Authorization: "Bearer nonsense" };
  for (let left = 2; left >= 0; left--) {
    const answer = await client(duet.url).get("/api/posts", bad);
    expectProblem(answer, 401);
    expect(standing(answer)).toMatchObject({ policy: "sign-in", left });
  }
  expectRefused(await client(duet.url).get("/api/posts", bad), "sign-in");
  // A good token from there still opens, and a guest still reads.
  expect((await author.get("/api/me", from("198.51.100.1"))).status).toBe(200);
  expect((await client(duet.url).get("/api/posts", from("198.51.100.1"))).status).toBe(200);

  const cookie = { ...from("198.51.100.2"), Cookie: author.cookie, Origin: duet.url };
  const body = { name: "One of many", scopes: ["posts:read"] };
  for (let at = 0; at < 3; at++) {
    expect((await client(duet.url).post("/api/tokens", body, cookie)).status).toBe(201);
  }
  expectRefused(await client(duet.url).post("/api/tokens", body, cookie), "sign-in");

  const form = { ...from("198.51.100.3"), Origin: duet.url };
  const attempt = () => client(duet.url)("POST", "/api/auth/signin/demo", { headers: form });
  for (let at = 0; at < 3; at++) expect((await attempt()).status).toBeLessThan(400);
  expectRefused(await attempt(), "sign-in");

  // The lab's handler that checks nothing is no part of the API, and is counted all the same.
  const unchecked = () =>
    fetch(`${duet.url}/api/lab/bare`, { method: "POST", headers: from("198.51.100.5") });
  for (let at = 0; at < 6; at++) expect((await unchecked()).status).toBe(200);
  const refused = await unchecked();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);

  const failures = () => duet.output().split("sign-in failed").length;
  const failed = failures();
  const context = await browser.newContext({
    baseURL: duet.url,
    extraHTTPHeaders: from("198.51.100.4"),
  });
  const page = await context.newPage();
  for (let at = 0; at < 3; at++) {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with" }).click();
    await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
  }
  // Whoever changes his mind there is nobody's failure: one line, and no stack.
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("The sign-in was cancelled")).toBeVisible();
  await expect.poll(() => duet.output()).toContain("sign-in cancelled at the identity provider");
  expect(failures()).toBe(failed);
  await page.goto("/sign-in?callbackUrl=/studio/tokens");
  await page.getByRole("button", { name: "Continue with" }).click();
  await expect(page.getByText("many attempts in a short time")).toBeVisible();
  await expect(page).toHaveURL(/callbackUrl=%2Fstudio%2Ftokens/);
  await context.close();
});

/** The settings of another instance on the same database. */
async function beside({ dataDir }: Duet, variables: Record<string, string>): Promise<Settings> {
  return {
    dataDir: join(dataDir, "beside"),
    port: await freePort(),
    demo: false,
    variables: { ...quotas, ...variables, DATABASE_URL: databaseUrlOf(dataDir) },
  };
}

/** A browser's page with somebody's session. */
async function pageWith(
  browser: Browser,
  { url }: Duet,
  cookie: string,
  javaScriptEnabled: boolean,
) {
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  return context.newPage();
}
