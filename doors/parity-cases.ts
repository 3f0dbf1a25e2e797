import { comments, missing, pixel, posts, tokenId, uploads } from "#lib/testing/fixture";

/**
 * What each operation answers to whom: the authorization matrix. `people` come through both doors
 * (a session), `tokens` through the API alone. A verdict is `ok` or the status of the refusal.
 * The owner of every post is “author”; “other” is another author. An operation without a case
 * here fails the test, and so does an actor without a verdict.
 */
export interface Case {
  operation: string;
  given: string;
  input: Record<string, unknown>;
  people: string;
  tokens: string;
}

const nobodysTokens = "all 403 read 403 write 403 comment 403 others 403";
const dead = "expired 401 revoked 401 orphaned 401";
const everybody = "guest ok reader ok author ok other ok editor ok admin ok disabled ok";
const everyToken = "all ok read ok write ok comment ok others ok";

/** When what is scheduled shall appear: far off, and the same for both doors. */
const later = "2525-01-01T00:00:00.000Z";

/** As `people`, but written once for every operation that changes a post. */
const post = {
  draft: { id: posts.draft },
  published: { id: posts.published },
  trashed: { id: posts.trashed },
  absent: { id: missing },
};

const writers = {
  draft: "guest 401 reader 403 author ok other 404 editor ok admin ok disabled 401",
  published: "guest 401 reader 403 author ok other 403 editor ok admin ok disabled 401",
  trashed: "guest 401 reader 403 author 404 other 404 editor 404 admin 404 disabled 401",
  absent: "guest 401 reader 403 author 404 other 404 editor 404 admin 404 disabled 401",
} as const;

const writingTokens = "all ok read 403 write ok comment 403 others 403";
const missedTokens = "all 404 read 403 write 404 comment 403 others 403";

function changes(operation: string, more: Record<string, unknown>): Case[] {
  return (["draft", "published", "trashed", "absent"] as const).map((given) => ({
    operation,
    given,
    input: { ...post[given], ...more },
    people: writers[given],
    tokens: given === "draft" || given === "published" ? writingTokens : missedTokens,
  }));
}

/** A post's history is for those who may change it; for others it is not there. */
function history(operation: string, more: Record<string, unknown>): Case[] {
  return changes(operation, more).map((each) => ({
    ...each,
    people: each.people.replace("other 403", "other 404"),
  }));
}

const anyone = { people: everybody, tokens: everyToken };
const hiddenFromOthers = {
  people: "guest 404 reader 404 author ok other 404 editor ok admin ok disabled 404",
  tokens: "all ok read ok write ok comment 404 others 404",
};
const hidden = {
  people: "guest 404 reader 404 author 404 other 404 editor 404 admin 404 disabled 404",
  tokens: "all 404 read 404 write 404 comment 404 others 404",
};
/** The same for everybody: not who calls decides. */
function outcome(status: number) {
  const { people, tokens } = anyone;
  return {
    people: people.replaceAll(" ok", ` ${status}`),
    tokens: tokens.replaceAll(" ok", ` ${status}`),
  };
}
const signedIn = {
  people: "guest 401 reader ok author ok other ok editor ok admin ok disabled 401",
  tokens: everyToken,
};
const inPerson = { people: signedIn.people, tokens: nobodysTokens };

const comment = (commentId: string, more = {}) => ({ id: posts.published, commentId, ...more });

/** The author's picture; an editor takes care of everybody's. */
const picturesOf = {
  author: {
    people: "guest 401 reader 403 author ok other 404 editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment 403 others ok",
  },
  anyAuthor: {
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment 403 others ok",
  },
  noBucket: {
    people: "guest 401 reader 403 author 409 other 409 editor 409 admin 409 disabled 401",
    tokens: "all 409 read 403 write 403 comment 403 others 409",
  },
};

export const cases: Case[] = [
  // In the lab everybody is a visitor, whoever he is elsewhere.
  { operation: "lab.list", given: "nothing yet", input: {}, ...anyone },
  { operation: "lab.create", given: "a title", input: { title: "Thrown away" }, ...anyone },
  { operation: "lab.create", given: "no title", input: { title: "" }, ...outcome(422) },
  {
    operation: "lab.create",
    given: "too slow",
    input: { title: "A", pause: 1001 },
    ...outcome(422),
  },
  {
    operation: "lab.weigh",
    given: "a file",
    input: { file: new File([pixel], "pixel.png", { type: "image/png" }) },
    ...anyone,
  },
  { operation: "lab.weigh", given: "no file", input: {}, ...outcome(422) },
  { operation: "lab.update", given: "absent", input: { id: missing, title: "A" }, ...outcome(404) },
  {
    operation: "lab.fail",
    given: "nobody there",
    input: { how: "unauthenticated" },
    ...outcome(401),
  },
  { operation: "lab.fail", given: "a fault", input: { how: "thrown" }, ...outcome(500) },
  { operation: "lab.arrivals", given: "nothing yet", input: {}, ...anyone },
  { operation: "lab.wire", given: "unknown", input: { id: missing }, ...outcome(404) },
  { operation: "posts.list", given: "what is published", input: { limit: 5 }, ...anyone },
  { operation: "posts.list", given: "drafts", input: { status: "draft" }, ...anyone },
  { operation: "posts.list", given: "the trash", input: { status: "trashed" }, ...anyone },
  {
    operation: "posts.list",
    given: "with every filter",
    input: { q: "words", since: "2020-01-01", until: "2100-01-01", include: "body", sort: "title" },
    ...anyone,
  },
  { operation: "posts.search", given: "some words", input: { q: "published words" }, ...anyone },
  { operation: "posts.get", given: "published", input: post.published, ...anyone },
  {
    operation: "posts.get",
    given: "published, by slug",
    input: { id: "a-published-post" },
    ...anyone,
  },
  { operation: "posts.get", given: "draft", input: post.draft, ...hiddenFromOthers },
  {
    operation: "posts.get",
    given: "draft, by slug",
    input: { id: "a-draft-post" },
    ...hiddenFromOthers,
  },
  { operation: "posts.get", given: "trashed", input: post.trashed, ...hidden },
  { operation: "posts.get", given: "absent", input: post.absent, ...hidden },
  {
    operation: "posts.create",
    given: "a new draft",
    input: { title: "New", body: "Words.", tags: ["First tag", "Second tag"] },
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  {
    operation: "posts.create",
    given: "published at once",
    input: { title: "New", body: "Words.", status: "published", commentsOpen: false },
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  {
    operation: "posts.create",
    given: "scheduled",
    input: { title: "New", body: "Words.", status: "scheduled", scheduledFor: later },
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  {
    operation: "posts.create",
    given: "nothing but an unknown field",
    input: { authorId: missing },
    people: "guest 401 reader 403 author 422 other 422 editor 422 admin 422 disabled 401",
    tokens: "all 422 read 403 write 422 comment 403 others 403",
  },
  ...changes("posts.update", { title: "Changed", slug: "changed", tags: ["Third tag"] }),
  ...changes("posts.replace", { title: "Replaced", body: "Other words." }),
  {
    operation: "posts.update",
    given: "a stale version",
    input: { ...post.published, title: "Changed", version: 7 },
    people: "guest 401 reader 403 author 409 other 403 editor 409 admin 409 disabled 401",
    tokens: "all 409 read 403 write 409 comment 403 others 403",
  },
  ...changes("posts.publish", {}),
  {
    operation: "posts.publish",
    given: "a draft, at a later time",
    input: { ...post.draft, at: later },
    people: writers.draft,
    tokens: writingTokens,
  },
  {
    operation: "posts.update",
    given: "a draft, to be published later",
    input: { ...post.draft, scheduledFor: later },
    people: writers.draft,
    tokens: writingTokens,
  },
  {
    operation: "posts.update",
    given: "a draft, to be published in the past",
    input: { ...post.draft, scheduledFor: "2020-01-01T00:00:00.000Z" },
    people: "guest 401 reader 403 author 422 other 404 editor 422 admin 422 disabled 401",
    tokens: "all 422 read 403 write 422 comment 403 others 403",
  },
  ...changes("posts.unpublish", {}),
  ...changes("posts.delete", {}),
  {
    operation: "posts.delete",
    given: "trashed, for good",
    input: { ...post.trashed, permanent: true },
    people: "guest 401 reader 403 author ok other 404 editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  {
    operation: "posts.delete",
    given: "published, for good",
    input: { ...post.published, permanent: true },
    people: writers.published,
    tokens: writingTokens,
  },
  {
    operation: "posts.restore",
    given: "trashed",
    input: post.trashed,
    people: "guest 401 reader 403 author ok other 404 editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  {
    operation: "posts.restore",
    given: "draft",
    input: post.draft,
    people: writers.absent,
    tokens: missedTokens,
  },
  {
    operation: "posts.preview",
    given: "some Markdown",
    input: { body: "# Words\n\n*and* more" },
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  ...(["publish", "unpublish", "trash", "restore", "delete"] as const).map((action) => ({
    operation: "posts.bulk",
    given: `${action} all there are`,
    input: { ids: [posts.draft, posts.published, posts.trashed, missing], action },
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: writingTokens,
  })),
  ...history("drafts.save", {
    title: "A ti",
    body: "Half a sen",
    tags: ["A tag"],
    commentsOpen: false,
  }),
  ...history("drafts.discard", {}),
  {
    operation: "drafts.get",
    given: "of a published post",
    input: post.published,
    people: "guest 401 reader 403 author ok other 404 editor ok admin ok disabled 401",
    tokens: writingTokens,
  },
  {
    operation: "drafts.get",
    given: "draft without one",
    input: post.draft,
    people: writers.absent,
    tokens: missedTokens,
  },
  {
    operation: "drafts.save",
    given: "a stale one",
    input: { ...post.published, body: "Words.", version: 7 },
    people: "guest 401 reader 403 author 409 other 404 editor 409 admin 409 disabled 401",
    tokens: "all 409 read 403 write 409 comment 403 others 403",
  },
  ...history("revisions.list", {}),
  ...history("revisions.get", { number: 1 }),
  ...history("revisions.diff", { number: 1 }),
  ...history("revisions.restore", { number: 1 }),
  {
    operation: "revisions.get",
    given: "draft, a number it has not",
    input: { ...post.draft, number: 7 },
    people: writers.absent,
    tokens: missedTokens,
  },
  { operation: "comments.list", given: "of a published post", input: post.published, ...anyone },
  { operation: "comments.list", given: "of a draft", input: post.draft, ...hiddenFromOthers },
  { operation: "comments.get", given: "there", input: comment(comments.authors), ...anyone },
  {
    operation: "comments.get",
    given: "under another post",
    input: { id: posts.draft, commentId: comments.authors },
    ...hidden,
  },
  {
    operation: "comments.create",
    given: "on a published post",
    input: { ...post.published, body: "I *agree*." },
    people: "guest 401 reader ok author ok other ok editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.create",
    given: "as a reply",
    input: { ...post.published, body: "I agree.", parentId: comments.authors },
    people: "guest 401 reader ok author ok other ok editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.create",
    given: "on a draft",
    input: { ...post.draft, body: "Early." },
    people: "guest 401 reader 404 author 409 other 404 editor 409 admin 409 disabled 401",
    tokens: "all 409 read 403 write 403 comment 404 others 403",
  },
  {
    operation: "comments.update",
    given: "the reader's",
    input: comment(comments.readers, { body: "Better said." }),
    people: "guest 401 reader ok author 403 other 403 editor 403 admin 403 disabled 401",
    tokens: "all 403 read 403 write 403 comment 403 others 403",
  },
  {
    operation: "comments.delete",
    given: "the reader's, under the author's post",
    input: comment(comments.readers),
    people: "guest 401 reader ok author ok other 403 editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.delete",
    given: "the other author's",
    input: comment(comments.others),
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.get",
    given: "the reader's, hidden",
    input: comment(comments.hidden),
    people: "guest 404 reader ok author ok other 404 editor ok admin ok disabled 404",
    tokens: "all ok read ok write ok comment ok others ok",
  },
  {
    operation: "comments.delete",
    given: "the reader's, hidden",
    input: comment(comments.hidden),
    people: "guest 401 reader ok author ok other 404 editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.report",
    given: "the reader's",
    input: comment(comments.readers, { reason: "off_topic" }),
    people: "guest 401 reader 403 author ok other ok editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.report",
    given: "what the admin reported before",
    input: comment(comments.others, { reason: "abuse", words: "Rude." }),
    people: "guest 401 reader ok author ok other 403 editor ok admin 409 disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  },
  {
    operation: "comments.report",
    given: "for another reason, without a word",
    input: comment(comments.others, { reason: "other" }),
    people: "guest 401 reader 422 author 422 other 422 editor 422 admin 422 disabled 401",
    tokens: "all 422 read 403 write 403 comment 422 others 403",
  },
  {
    operation: "comments.report",
    given: "what is hidden",
    input: comment(comments.hidden, { reason: "spam" }),
    people: "guest 401 reader 404 author 404 other 404 editor 404 admin 404 disabled 401",
    tokens: "all 404 read 403 write 403 comment 404 others 403",
  },
  ...(
    [
      ["comments.reports", comments.others],
      ["comments.dismiss", comments.others],
      ["comments.dismiss", comments.readers],
      ["comments.hide", comments.readers],
      ["comments.hide", comments.others],
      ["comments.show", comments.others],
    ] as const
  ).map(([operation, commentId]) => ({
    operation,
    given: `${commentId.slice(-2)}, below the author's post`,
    input: comment(commentId),
    people: "guest 401 reader 403 author ok other 403 editor ok admin ok disabled 401",
    tokens: "all ok read 403 write 403 comment ok others 403",
  })),
  ...(["comments.hide", "comments.show", "comments.dismiss", "comments.reports"] as const).map(
    (operation) => ({
      operation,
      given: "what is hidden",
      input: comment(comments.hidden),
      people: "guest 401 reader 403 author ok other 404 editor ok admin ok disabled 401",
      tokens: "all ok read 403 write 403 comment ok others 403",
    }),
  ),
  {
    operation: "comments.hide",
    given: "a stale version",
    input: comment(comments.others, { version: 7 }),
    people: "guest 401 reader 403 author 409 other 403 editor 409 admin 409 disabled 401",
    tokens: "all 409 read 403 write 403 comment 409 others 403",
  },
  ...(["reported", "all", "hidden"] as const).map((state) => ({
    operation: "comments.queue",
    given: state,
    input: { state, limit: 5 },
    people: signedIn.people,
    tokens: "all ok read 403 write 403 comment ok others 403",
  })),
  {
    operation: "reactions.get",
    given: "of a published post",
    input: post.published,
    ...anyone,
  },
  { operation: "reactions.get", given: "of a draft", input: post.draft, ...hiddenFromOthers },
  ...(["reactions.add", "reactions.remove"] as const).flatMap((operation) => [
    {
      operation,
      given: "on a published post",
      input: { ...post.published, kind: "like" },
      people: "guest 401 reader ok author ok other ok editor ok admin ok disabled 401",
      tokens: "all ok read 403 write 403 comment ok others 403",
    },
    {
      operation,
      given: "on a draft",
      input: { ...post.draft, kind: "like" },
      people: "guest 401 reader 404 author 409 other 404 editor 409 admin 409 disabled 401",
      tokens: "all 409 read 403 write 403 comment 404 others 403",
    },
  ]),
  { operation: "uploads.list", given: "one's own", input: {}, ...picturesOf.anyAuthor },
  {
    operation: "uploads.get",
    given: "the author's",
    input: { id: uploads.kept },
    ...picturesOf.author,
  },
  {
    operation: "uploads.create",
    given: "a picture",
    input: { file: new File([pixel], "pixel.png", { type: "image/png" }), alt: "A dot" },
    ...picturesOf.anyAuthor,
  },
  {
    operation: "uploads.create",
    given: "what is none",
    input: { file: new File(["<svg/>"], "pixel.png", { type: "image/png" }) },
    people: "guest 401 reader 403 author 415 other 415 editor 415 admin 415 disabled 401",
    tokens: "all 415 read 403 write 403 comment 403 others 415",
  },
  {
    operation: "uploads.create",
    given: "no file",
    input: { alt: "A dot" },
    people: "guest 401 reader 403 author 422 other 422 editor 422 admin 422 disabled 401",
    tokens: "all 422 read 403 write 403 comment 403 others 422",
  },
  {
    operation: "uploads.update",
    given: "the author's",
    input: { id: uploads.kept, alt: "Other words" },
    ...picturesOf.author,
  },
  {
    operation: "uploads.delete",
    given: "that no post shows",
    input: { id: uploads.kept },
    ...picturesOf.author,
  },
  {
    operation: "uploads.delete",
    given: "that a post shows",
    input: { id: uploads.shown },
    people: "guest 401 reader 403 author 409 other 404 editor 409 admin 409 disabled 401",
    tokens: "all 409 read 403 write 403 comment 403 others 409",
  },
  { operation: "uploads.presign", given: "without a bucket", input: {}, ...picturesOf.noBucket },
  {
    operation: "uploads.complete",
    given: "what nobody sent",
    input: { id: missing },
    people: "guest 401 reader 403 author 404 other 404 editor 404 admin 404 disabled 401",
    tokens: "all 404 read 403 write 403 comment 403 others 404",
  },
  { operation: "tags.list", given: "all", input: {}, ...anyone },
  { operation: "tags.get", given: "in use", input: { slug: "first-tag" }, ...anyone },
  { operation: "tags.get", given: "absent", input: { slug: "no-such-tag" }, ...hidden },
  { operation: "authors.list", given: "all", input: {}, ...anyone },
  { operation: "authors.get", given: "who published", input: { handle: "author" }, ...anyone },
  { operation: "authors.get", given: "who did not", input: { handle: "other" }, ...hidden },
  { operation: "me.get", given: "oneself", input: {}, ...signedIn },
  {
    operation: "me.update",
    given: "another name and no picture",
    input: { name: "Somebody Else", bio: "Writes.", image: null },
    ...inPerson,
  },
  {
    operation: "me.update",
    given: "a picture that is a program",
    input: { image: "javascript:alert(1)" },
    people: "guest 401 reader 422 author 422 other 422 editor 422 admin 422 disabled 401",
    tokens: nobodysTokens,
  },
  { operation: "me.calls", given: "one's own", input: { limit: 5 }, ...inPerson },
  { operation: "session.get", given: "whoever it is", input: {}, ...anyone },
  {
    operation: "sessions.end",
    given: "one's own",
    input: {},
    people: signedIn.people,
    tokens: nobodysTokens,
  },
  { operation: "tokens.list", given: "one's own", input: {}, ...inPerson },
  {
    operation: "tokens.get",
    given: "the author's",
    input: { id: tokenId("read") },
    people: "guest 401 reader 404 author ok other 404 editor 404 admin 404 disabled 401",
    tokens: nobodysTokens,
  },
  {
    operation: "tokens.create",
    given: "to comment",
    input: { name: "A program", scopes: ["comments:write"], days: 7 },
    people: signedIn.people,
    tokens: nobodysTokens,
  },
  {
    operation: "tokens.create",
    given: "beyond the role",
    input: { name: "A program", scopes: ["site:import"] },
    people: "guest 401 reader 422 author 422 other 422 editor 422 admin ok disabled 401",
    tokens: nobodysTokens,
  },
  ...(["tokens.update", "tokens.rotate"] as const).map((operation) => ({
    operation,
    given: "the author's",
    input: { id: tokenId("read"), ...(operation === "tokens.update" ? { name: "Other" } : {}) },
    people: "guest 401 reader 404 author ok other 404 editor 404 admin 404 disabled 401",
    tokens: nobodysTokens,
  })),
  {
    operation: "tokens.rotate",
    given: "the author's expired one",
    input: { id: tokenId("expired"), days: 30 },
    people: "guest 401 reader 404 author 409 other 404 editor 404 admin 404 disabled 401",
    tokens: nobodysTokens,
  },
  {
    operation: "tokens.revoke",
    given: "the author's",
    input: { id: tokenId("read") },
    people: "guest 401 reader 404 author ok other 404 editor 404 admin 404 disabled 401",
    tokens: nobodysTokens,
  },
  { operation: "health.live", given: "the process", input: {}, ...anyone },
  { operation: "health.ready", given: "the database", input: {}, ...anyone },
].map((each) => ({ ...each, tokens: `${each.tokens} ${dead}` }));
