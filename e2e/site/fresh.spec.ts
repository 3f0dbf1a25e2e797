import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../client.ts";
import { runScript, temporaryFolder } from "../duet.ts";
import { expect, interactive, longDiscussion, people, slugOf, test, unique } from "../fixtures.ts";

test("what a program writes is on every page at the very next request", async ({ api }) => {
  const [author, guest] = [api("author"), api("guest")];
  const title = unique("Fresh by token");
  const tag = unique("Fresh tag");
  const made = await author.post("/api/posts", { title, body: "Fresh.", tags: [tag] });
  const post = `/posts/${slugOf(title)}`;
  const tagPage = `/tags/${slugOf(tag)}`;
  const lists = ["/", "/tags", "/authors", `/authors/${people.author.handle}`];

  // Everything is cached as it is without the post, what is not there as 404.
  for (const path of [...lists, post, tagPage]) await warm(guest, path);
  expect((await guest.get(post)).status).toBe(404);
  expect((await guest.get(tagPage)).status).toBe(404);

  const published = await author.post(`/api/posts/${made.json.id}/publish`);
  expect(published.status).toBe(200);
  expect(await shows(guest, post, title)).toBe(true);
  expect(await shows(guest, "/", title)).toBe(true);
  expect(await shows(guest, tagPage, title)).toBe(true);
  expect(await shows(guest, "/tags", tag)).toBe(true);
  expect(await shows(guest, `/authors/${people.author.handle}`, title)).toBe(true);

  const changed = unique("Changed by token");
  for (const path of ["/", post, tagPage]) await warm(guest, path);
  await author.patch(`/api/posts/${made.json.id}`, { title: changed });
  for (const path of ["/", post, tagPage, `/authors/${people.author.handle}`]) {
    expect(await shows(guest, path, changed), path).toBe(true);
    expect(await shows(guest, path, title), path).toBe(false);
  }

  for (const path of ["/", post, tagPage]) await warm(guest, path);
  await author.post(`/api/posts/${made.json.id}/unpublish`);
  expect((await guest.get(post)).status).toBe(404);
  expect((await guest.get(tagPage)).status).toBe(404);
  for (const path of lists) expect(await shows(guest, path, changed), path).toBe(false);
  expect(await shows(guest, "/tags", tag)).toBe(false);

  await author.post(`/api/posts/${made.json.id}/publish`);
  await warm(guest, post);
  await author.delete(`/api/posts/${made.json.id}`);
  expect((await guest.get(post)).status).toBe(404);
  expect((await guest.get(tagPage)).status).toBe(404);
  expect(await shows(guest, "/", changed)).toBe(false);
});

test("what somebody does in the browser is there at the very next request", async ({ as, api }) => {
  const guest = api("guest");
  const title = unique("Fresh by action");
  const made = await api("author").post("/api/posts", { title, body: "Fresh." });
  const post = `/posts/${slugOf(title)}`;
  for (const path of ["/", post]) await warm(guest, path);

  const page = await as("author");
  await page.goto(`/studio/posts/${made.json.id}/publish`);
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText("Published.", { exact: true })).toBeVisible();
  expect(await shows(guest, post, title)).toBe(true);
  expect(await shows(guest, "/", title)).toBe(true);

  const changed = unique("Changed by action");
  for (const path of ["/", post]) await warm(guest, path);
  await page.goto(`/studio/posts/${made.json.id}`);
  await interactive(page);
  await page.getByLabel("Title").fill(changed);
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Updated. Readers see it now.")).toBeVisible();
  expect(await shows(guest, post, changed)).toBe(true);
  expect(await shows(guest, "/", changed)).toBe(true);

  for (const path of ["/", post]) await warm(guest, path);
  await page.goto("/studio?tab=published");
  await page.getByRole("button", { name: `Move to trash “${changed}”` }).click();
  await expect(page.getByRole("row").filter({ hasText: changed })).toHaveCount(0);
  expect((await guest.get(post)).status).toBe(404);
  expect(await shows(guest, "/", changed)).toBe(false);
});

test("a comment is under its post at the very next request, and counted in lists", async ({
  api,
}) => {
  const guest = api("guest");
  const made = await api("author").post("/api/posts", {
    title: unique("Fresh comments"),
    body: "Say something.",
    status: "published",
  });
  await warm(guest, made.json.url);
  const words = unique("Something");
  const comment = await api("reader").post(`/api/posts/${made.json.id}/comments`, { body: words });
  expect(await shows(guest, made.json.url, words)).toBe(true);
  expect(await shows(guest, made.json.url, "One comment")).toBe(true);
  await warm(guest, made.json.url);
  await api("reader").delete(`/api/posts/${made.json.id}/comments/${comment.json.id}`);
  expect(await shows(guest, made.json.url, words)).toBe(false);
});

test("what stands around a post follows the others: neighbors, related posts, the archive", async ({
  api,
}) => {
  const [author, guest] = [api("author"), api("guest")];
  const tag = unique("Around tag");
  const publish = async (title: string, day: number) => {
    const publishedAt = new Date(Date.UTC(2001, 4, day)).toISOString();
    const body = { title, body: "Around.", tags: [tag], status: "published", publishedAt };
    return (await author.post("/api/posts", body)).json as { id: string; url: string };
  };
  const [one, two, three] = ["One", "Two", "Three"].map((words) => unique(words));
  const first = await publish(String(one), 1);
  const third = await publish(String(three), 3);
  const pages = [first.url, third.url, "/archive", "/archive/2001"];
  for (const path of pages) await warm(guest, path);
  expect(await shows(guest, first.url, String(three))).toBe(true);

  // A new neighbor between the two, related to both.
  const second = await publish(String(two), 2);
  for (const path of [first.url, third.url, "/archive/2001"]) {
    expect(await shows(guest, path, String(two)), path).toBe(true);
  }
  expect(await beside(guest, first.url, "next")).toBe(second.url);
  expect(await beside(guest, third.url, "prev")).toBe(second.url);

  // It gets another name, and another address with it.
  for (const path of pages) await warm(guest, path);
  const renamed = unique("Two anew");
  await author.patch(`/api/posts/${second.id}`, { title: renamed, slug: slugOf(renamed) });
  for (const path of [first.url, third.url, "/archive/2001"]) {
    expect(await shows(guest, path, renamed), path).toBe(true);
    expect(await shows(guest, path, String(two)), path).toBe(false);
  }

  // It moves to the end, and then it goes.
  for (const path of pages) await warm(guest, path);
  await author.patch(`/api/posts/${second.id}`, { publishedAt: "2001-05-04T00:00:00Z" });
  expect(await beside(guest, first.url, "next")).toBe(third.url);
  expect(await beside(guest, third.url, "prev")).toBe(first.url);
  for (const path of pages) await warm(guest, path);
  await author.post(`/api/posts/${second.id}/unpublish`);
  for (const path of [first.url, third.url, "/archive/2001"]) {
    expect(await shows(guest, path, renamed), path).toBe(false);
  }
  for (const { id } of [first, third]) await author.delete(`/api/posts/${id}`);
  expect((await guest.get("/archive/2001")).status).toBe(404);
});

/** The address of the post that a post's page calls the one before or after. */
async function beside(guest: Client, path: string, rel: "prev" | "next") {
  const { text } = await guest.get(path);
  const link = text
    .match(/<a [^>]*rel="(?:prev|next)"[^>]*>/g)
    ?.find((each) => each.includes(`"${rel}"`));
  return link?.match(/href="([^"]*)"/)?.[1];
}

test("public pages are kept: the second reader gets a stored one", async ({ api }) => {
  const guest = api("guest");
  const made = await api("author").post("/api/posts", {
    title: unique("Stored"),
    body: "Stored.",
    tags: [unique("Stored tag")],
    status: "published",
  });
  const [{ slug }] = made.json.tags;
  // With the front it is the front that says so.
  const header = process.env.FRONT === "off" ? "x-nextjs-cache" : "x-cache";
  const year = new Date().getUTCFullYear();
  const paths = ["/", made.json.url, `/tags/${slug}`, "/authors/ines", "/tags", "/authors"];
  paths.push("/archive", `/archive/${year}`);
  for (const path of paths) {
    // Other tests publish meanwhile and purge lists: sooner or later two reads follow each other.
    await expect
      .poll(async () => (await guest.get(path)).headers.get(header), { message: path })
      .toBe("HIT");
    const answer = await guest.get(path);
    expect(answer.headers.get("cache-control"), path).toMatch(/^public, max-age=0, s-maxage=\d$/);
    expect(answer.headers.get("set-cookie"), path).toBeNull();
  }
});

test("an address that nobody had is free: asked for first, written then", async ({ api }) => {
  const guest = api("guest");
  const slug = slugOf(unique("asked for too early"));
  for (let read = 0; read < 3; read++) expect((await guest.get(`/posts/${slug}`)).status).toBe(404);
  const made = await api("author").post("/api/posts", {
    title: unique("Late but there"),
    body: "Here.",
    slug,
    status: "published",
  });
  expect(made.status).toBe(201);
  expect((await guest.get(`/posts/${slug}`)).status).toBe(200);

  // Renamed: the new address, asked for before, is there; the old one leads to it, and back again.
  const next = `${slug}-again`;
  expect((await guest.get(`/posts/${next}`)).status).toBe(404);
  await api("author").patch(`/api/posts/${made.json.id}`, { slug: next });
  expect((await guest.get(`/posts/${next}`)).status).toBe(200);
  const moved = await guest.get(`/posts/${slug}`);
  expect([moved.status, moved.headers.get("location")]).toEqual([301, `/posts/${next}`]);
  await api("author").patch(`/api/posts/${made.json.id}`, { slug });
  expect((await guest.get(`/posts/${slug}`)).status).toBe(200);
  const back = await guest.get(`/posts/${next}`);
  expect([back.status, back.headers.get("location")]).toEqual([301, `/posts/${slug}`]);
});

/** How long after a slow page was asked for something happens to it (milliseconds): early, amid, late. */
const delays = [20, 60, 120, 240];

test("a change while a page is being made is not lost", async ({ api, sql }) => {
  const post = await longDiscussion(api("author"), sql);
  const guest = api("guest");
  const patch = (body: string) => api("author").patch(`/api/posts/${post.id}`, { body });
  for (const delay of delays) {
    const [old, next] = [unique("The old text"), unique("The new text")];
    await patch(old);
    const slow = guest.get(post.url);
    await sleep(delay);
    await patch(next);
    await slow;
    expect(await shows(guest, post.url, next), "as soon as the slow page is out").toBe(true);
    expect(await shows(guest, post.url, old)).toBe(false);
  }
});

test("whoever asks after a change gets the changed page, though the old one is still being made", async ({
  api,
  sql,
}) => {
  const post = await longDiscussion(api("author"), sql);
  const guest = api("guest");
  const patch = (body: string) => api("author").patch(`/api/posts/${post.id}`, { body });
  for (const delay of delays) {
    const [old, next] = [unique("The old text"), unique("The new text")];
    await patch(old);
    const slow = guest.get(post.url);
    await sleep(delay);
    await patch(next);
    expect(await shows(guest, post.url, next)).toBe(true);
    await slow;
  }
});

test("a post withdrawn while its page is being made is gone", async ({ api, sql }) => {
  const post = await longDiscussion(api("author"), sql);
  const guest = api("guest");
  for (const delay of delays) {
    await api("author").post(`/api/posts/${post.id}/publish`);
    const slow = guest.get(post.url);
    await sleep(delay);
    expect((await api("author").post(`/api/posts/${post.id}/unpublish`)).status).toBe(200);
    await slow;
    expect((await guest.get(post.url)).status).toBe(404);
  }
});

test("an import beside the running server shows at once, and changes nothing the second time", async ({
  api,
  blog,
}) => {
  test.setTimeout(90_000);
  const guest = api("guest");
  const root = temporaryFolder();
  try {
    const folder = join(root, slugOf(unique("other blog")));
    mkdirSync(folder);
    const first = unique("Imported with YAML");
    const second = unique("Imported with TOML");
    const hidden = unique("Imported as a draft");
    const alias = `/${slugOf(unique("old"))}/address.html`;
    const at = new Date(Date.now() - 1_000).toISOString();
    // The first has its slug from its front matter, the second from its file's name.
    const slugs = [slugOf(first), slugOf(unique("named like its file"))];
    writeFileSync(
      join(folder, "first.md"),
      `---\ntitle: "${first}"\nslug: ${slugs[0]}\ndate: ${at}\ntags: [imported]\naliases:\n  - ${alias}\n---\nThe *first* text.\n`,
    );
    writeFileSync(
      join(folder, `2020-01-02-${slugs[1]}.md`),
      `+++\ntitle = "${second}"\ndate = ${at}\ndraft = false\n+++\nThe second text.\n`,
    );
    writeFileSync(join(folder, "third.md"), `---\ntitle: ${hidden}\ndraft: true\n---\nNot yet.\n`);
    writeFileSync(join(folder, "broken.md"), "---\ntitle: [never closed\n---\nText.\n");
    for (const path of ["/", alias, `/posts/${slugOf(first)}`]) await warm(guest, path);
    expect((await guest.get(alias)).status).toBe(404);

    const once = await runScript("import", [folder], blog);
    expect(once.stdout + once.stderr).toMatch(/broken\.md: /);
    expect(once.stdout).toContain("3 created");
    expect(once.code, "one file was bad").toBe(1);

    // Told through the database: no request of ours has purged anything.
    await expect.poll(() => shows(guest, "/", first), { timeout: 5_000 }).toBe(true);
    expect(await shows(guest, "/", second)).toBe(true);
    expect(await shows(guest, "/", hidden)).toBe(false);
    for (const slug of slugs) expect((await guest.get(`/posts/${slug}`)).status).toBe(200);
    const old = await guest.get(alias);
    expect([old.status, old.headers.get("location")]).toEqual([301, `/posts/${slugOf(first)}`]);

    rmSync(join(folder, "broken.md"));
    const again = await runScript("import", [folder], blog);
    expect(again.stdout).toContain("3 unchanged");
    expect(again.code).toBe(0);
  } finally {
    rmSync(root, { recursive: true });
  }
});

/** Reads a page until the server answers it from its store: twice, unless others purge meanwhile. */
async function warm(guest: Client, path: string): Promise<void> {
  await guest.get(path);
  await guest.get(path);
}

async function shows(guest: Client, path: string, words: string): Promise<boolean> {
  return (await guest.get(path)).text.includes(words);
}
