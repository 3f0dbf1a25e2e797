import type * as operations from "#domain/posts/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

const id = exampleIds.post;

const slugTaken = "The slug belongs, or once belonged, to another post.";
const notYours = "You may read this post, but only its authors and editors may change it.";

export const reference: ReferenceOf<typeof operations> = {
  listPosts: {
    summary: "List posts",
    description:
      "Posts that the caller may read, without their bodies. Published posts come newest first, others by their last change, unless `sort` says otherwise; the orders by publication exist for published posts only.",
    example: { tag: "craft", sort: "title", limit: 2 },
  },
  getPost: {
    summary: "Read a post",
    description:
      "One post, by its id or by its slug. A slug that the post had before answers 301 with the address it has now.",
    example: { id: "welcome-to-duet" },
    problems: {
      moved: "The post has a new slug; `Location` has its address.",
      gone: "It was deleted for good, and the caller could read it before.",
    },
  },
  getEditablePost: {
    summary: "Read a post to edit it",
    description:
      "The editor's own read: a post that the caller may read but not change is refused.",
    example: { id },
  },
  createPost: {
    summary: "Create a post",
    description:
      "A draft, unless `status` is `published`, or `scheduled` with a `scheduledFor` that lies ahead. The slug is made from the title unless one is given; one that is made gets a number when it is taken.",
    example: { title: "Hello from a program", body: "It *works*.", tags: ["Craft"] },
    problems: { conflict: slugTaken },
  },
  updatePost: {
    summary: "Change a post",
    description:
      "A merge patch (RFC 7396): what is absent stays, `null` clears. A change that changes nothing makes no new version. Send `If-Match` with the `ETag` you read, so that nobody's work is lost.",
    example: { id, title: "A better title", excerpt: null },
    problems: { conflict: slugTaken, forbidden: notYours },
  },
  replacePost: {
    summary: "Replace a post",
    description:
      "Every field an author may write. What is left out goes back to its default, but for the slug and the date of publication, which stay.",
    example: { id, title: "The whole post", body: "From the first word.", tags: ["Craft"] },
    problems: { conflict: slugTaken, forbidden: notYours },
  },
  publishPost: {
    summary: "Publish a post",
    description:
      "Now, or with `at` at a later time, to which it is scheduled; a time that has passed is refused. Publishing what is published changes nothing and succeeds.",
    example: { id, at: "2036-05-03T09:00:00+02:00" },
    problems: { forbidden: notYours, conflict: "It is published, so it cannot be scheduled." },
  },
  unpublishPost: {
    summary: "Make a post a draft again",
    description:
      "It leaves the public pages at once, and keeps its slug and its comments. A scheduled post is no longer scheduled.",
    example: { id },
    problems: { forbidden: notYours },
  },
  deletePost: {
    summary: "Delete a post",
    description: "To the trash; with `permanent=true` for good, from wherever it is.",
    example: { id, permanent: false },
    problems: { forbidden: notYours },
  },
  restorePost: {
    summary: "Restore a post from the trash",
    description: "As what it was; a schedule that has passed meanwhile comes back as a draft.",
    example: { id },
  },
  publishDuePost: {
    summary: "Publish the next due post",
    description:
      "The clock's own: the scheduled post whose time came first is published, dated at that time.",
    example: {},
  },
  emptyTrash: {
    summary: "Empty the trash",
    description: "The clock's own: deletes one post that has been in the trash for thirty days.",
    example: {},
  },
  previewPost: {
    summary: "Render Markdown",
    description:
      "The HTML that a post of this body would have, and what its author may want to mend in it. Nothing is stored.",
    example: { body: "# Words\n\nand *more* of them" },
  },
};
