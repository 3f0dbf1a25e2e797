import { expectAccessible } from "../axe.ts";
import { test, unique } from "../fixtures.ts";

const lists = ["/studio", "/studio?tab=published", "/studio?tab=trashed"];

for (const path of [
  ...lists,
  "/studio/posts/new",
  "/studio/uploads",
  "/studio/comments?state=all",
  "/studio/comments?state=hidden&author=nobody",
  "/studio/tokens",
  "/studio/account",
]) {
  test(`axe finds nothing wrong with ${path}`, async ({ as }) => {
    await expectAccessible(await as("author"), path);
  });
}

for (const place of ["", "/publish"]) {
  test(`axe finds nothing wrong with the editor${place}`, async ({ as, api }) => {
    const draft = await api("author").post("/api/posts", {
      title: unique("Axe"),
      body: "## A heading\n\nText.",
      tags: ["axe"],
    });
    await expectAccessible(await as("author"), `/studio/posts/${draft.json.id}${place}`);
  });
}

test("axe finds nothing wrong with the page of a comment, nor with one that is not there", async ({
  as,
  api,
}) => {
  const post = await api("author").post("/api/posts", {
    title: unique("Axe"),
    body: "Text.",
    status: "published",
  });
  const comments = `/api/posts/${post.json.id}/comments`;
  const comment = await api("author").post(comments, { body: "Text." });
  const page = await as("author");
  await expectAccessible(page, `/studio/comments/${post.json.id}/${comment.json.id}`);
  await expectAccessible(page, "/studio/posts/nothing-here");
});
