import type { Answer } from "../client.ts";
import { expect, slugOf, test, unique } from "../fixtures.ts";

const together = <T>(count: number, call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)));

const statuses = (answers: Answer[]) => answers.map(({ status }) => status);

test("200 posts of one title at once are 200 posts with 200 slugs", async ({ api }) => {
  const title = unique("All at once");
  const made = await together(200, () =>
    api("author").post("/api/posts", { title, body: "Me too." }),
  );
  expect(statuses(made)).toEqual(Array(200).fill(201));
  const slugs = made.map(({ json }) => json.slug);
  expect(new Set(slugs).size).toBe(200);
  expect(slugs).toContain(slugOf(title));
  for (const slug of slugs) expect(slug.startsWith(slugOf(title))).toBe(true);
});

test("one slug wanted by many goes to one of them", async ({ api }) => {
  const slug = slugOf(unique("only one"));
  const made = await together(10, () =>
    api("author").post("/api/posts", { title: "Mine", body: "Mine.", slug }),
  );
  expect(statuses(made).sort()).toEqual([201, ...Array(9).fill(409)]);
});

test("writers of one version: one wins, the others are told", async ({ api }) => {
  const made = await api("author").post("/api/posts", { title: unique("Fought over"), body: "0" });
  const path = `/api/posts/${made.json.id}`;
  const headers = { "If-Match": made.headers.get("etag") ?? "" };
  const answers = await together(10, (index) =>
    api("author").patch(path, { body: `Writer ${index}` }, headers),
  );
  expect(statuses(answers).sort()).toEqual([200, ...Array(9).fill(412)]);
  const winner = answers.find(({ status }) => status === 200)?.json.body;
  expect((await api("author").get(path)).json).toMatchObject({ body: winner, version: 2 });
});

test("unguarded writers all get through, one after the other", async ({ api }) => {
  const made = await api("author").post("/api/posts", { title: unique("Rewritten"), body: "0" });
  const path = `/api/posts/${made.json.id}`;
  const answers = await together(20, (index) =>
    api("author").patch(path, { body: `${index + 1}` }),
  );
  expect(statuses(answers)).toEqual(Array(20).fill(200));
  const versions = answers.map(({ json }) => json.version).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
});

test("counts stay right when many write at once", async ({ api }) => {
  const tags = [unique("Shared one"), unique("Shared two"), unique("Shared three")];
  const made = await together(20, (index) =>
    api("author").post("/api/posts", {
      title: unique("Counted"),
      body: "Text.",
      status: "published",
      // Not among the latest: the front page belongs to the tests that look at it.
      publishedAt: "2019-01-01T00:00:00Z",
      tags: index % 2 ? tags : tags.toReversed(),
    }),
  );
  expect(statuses(made)).toEqual(Array(20).fill(201));
  const count = async (tag: string) =>
    (await api("guest").get(`/api/tags/${slugOf(tag)}`)).json.postCount;
  for (const tag of tags) expect(await count(tag)).toBe(20);

  const ids = made.map(({ json }) => json.id);
  // Each is asked twice at the same time to go, and one of five comes back.
  await Promise.all(
    ids.flatMap((id) => [
      api("author").post(`/api/posts/${id}/unpublish`),
      api("author").post(`/api/posts/${id}/unpublish`),
    ]),
  );
  await Promise.all(
    ids
      .slice(0, 4)
      .flatMap((id) => [
        api("author").post(`/api/posts/${id}/publish`),
        api("author").post(`/api/posts/${id}/publish`),
      ]),
  );
  for (const tag of tags) expect(await count(tag)).toBe(4);
});

test("comments written at once are all there, and counted", async ({ api }) => {
  const made = await api("author").post("/api/posts", {
    title: unique("Busy"),
    body: "Text.",
    status: "published",
  });
  const path = `/api/posts/${made.json.id}/comments`;
  const first = await api("reader").post(path, { body: "First" });
  const parentId = first.json.id;
  const answers = await together(20, (index) =>
    api(index % 2 ? "reader" : "editor").post(path, { body: `Answer ${index}`, parentId }),
  );
  expect(statuses(answers)).toEqual(Array(20).fill(201));
  expect((await api("guest").get(`/api/posts/${made.json.id}`)).json.commentCount).toBe(21);
  expect((await api("guest").get(`${path}/${parentId}`)).json.replyCount).toBe(20);
  const gone = await Promise.all(
    answers.flatMap(({ json }) => [
      api("editor").delete(`${path}/${json.id}`),
      api("editor").delete(`${path}/${json.id}`),
    ]),
  );
  expect(statuses(gone).sort()).toEqual([...Array(20).fill(204), ...Array(20).fill(404)]);
  expect((await api("guest").get(`/api/posts/${made.json.id}`)).json.commentCount).toBe(1);
  expect((await api("guest").get(`${path}/${parentId}`)).json.replyCount).toBe(0);
});

test("readers meanwhile never see a page that fails or is older than what they saw", async ({
  api,
}) => {
  const made = await api("author").post("/api/posts", {
    title: unique("Moving"),
    body: "Revision 0.",
    status: "published",
  });
  const revision = (text: string) => Number(/Revision (\d+)\./.exec(text)?.[1] ?? -1);
  let writing = true;
  const reads: number[] = [];
  const reader = (async () => {
    while (writing) {
      const answer = await api("guest").get(made.json.url);
      expect(answer.status).toBe(200);
      reads.push(revision(answer.text));
    }
  })();
  for (let number = 1; number <= 15; number++) {
    await api("author").patch(`/api/posts/${made.json.id}`, { body: `Revision ${number}.` });
    // Whoever asks after the answer sees the new text.
    const answer = await api("guest").get(made.json.url);
    expect(revision(answer.text)).toBeGreaterThanOrEqual(number);
  }
  writing = false;
  await reader;
  expect(reads.length).toBeGreaterThan(5);
  expect(reads).toEqual(reads.toSorted((a, b) => a - b));
});
