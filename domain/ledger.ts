export const doors = {
  page: "none: the page calls the operation itself",
  action: "Server Action",
  handler: "route handler",
  both: "both, side by side",
  none: "none",
} as const;

export interface LedgerEntry {
  feature: string;
  /** Through which door our own pages do it. */
  door: keyof typeof doors;
  why: string;
  /** Names of operations; `noun.*` is all of a noun. */
  operations: readonly string[];
}

/** Why our pages take which door; a test holds it against the actions and the components there are. */
export const ledger: readonly LedgerEntry[] = [
  {
    feature: "Read a page",
    door: "page",
    why: "A page that called its own API would pay a hop, and fail at the build, where no server runs.",
    operations: [
      "posts.list",
      "posts.get",
      "posts.edit",
      "posts.search",
      "revisions.list",
      "revisions.get",
      "revisions.diff",
      "drafts.get",
      "comments.list",
      "comments.queue",
      "comments.reports",
      "tags.list",
      "tags.get",
      "authors.list",
      "authors.get",
      "me.get",
      "me.calls",
      "uploads.list",
      "uploads.get",
      "tokens.list",
      "tokens.get",
    ],
  },
  {
    feature: "Write, publish, schedule, unpublish and restore a post",
    door: "action",
    why: "One round trip brings the new page, the form works without JavaScript, and success leads on to another page.",
    operations: [
      "posts.create",
      "posts.update",
      "posts.publish",
      "posts.unpublish",
      "posts.restore",
      "revisions.restore",
    ],
  },
  {
    feature: "Delete, and many at once",
    door: "action",
    why: "The list is rendered anew in the answer, without what is gone.",
    operations: ["posts.delete", "posts.bulk", "drafts.discard"],
  },
  {
    feature: "Preview while writing",
    door: "action",
    why: "It is a read, and a handler would let it be called off; but it is a button of the editor’s form, which works without JavaScript and loses no text.",
    operations: ["posts.preview"],
  },
  {
    feature: "Autosave",
    door: "handler",
    why: "It must not wait for other calls, ends with its page (keepalive), and a second writer is a 412 by If-Match.",
    operations: ["drafts.save"],
  },
  {
    feature: "Comment, report, moderate, react",
    door: "action",
    why: "Shown at once and confirmed by the answer; the same form without JavaScript.",
    operations: [
      "comments.create",
      "comments.update",
      "comments.delete",
      "comments.report",
      "comments.dismiss",
      "comments.hide",
      "comments.show",
      "reactions.add",
      "reactions.remove",
    ],
  },
  {
    feature: "Who is here, and what is his on a page for everybody",
    door: "handler",
    why: "Public pages are static and the same for all; a small island asks for the rest, by GET.",
    operations: ["session.get", "reactions.get", "comments.get"],
  },
  {
    feature: "Pictures",
    door: "action",
    why: "A form that works without JavaScript. It costs a raised bodySizeLimit and shows no progress; programs send bytes to the handler, or straight to the store.",
    operations: ["uploads.create", "uploads.update", "uploads.delete"],
  },
  {
    feature: "Account, sessions and tokens",
    door: "action",
    why: "A new token is shown once, to the one form that asked.",
    operations: [
      "me.update",
      "sessions.end",
      "tokens.create",
      "tokens.update",
      "tokens.rotate",
      "tokens.revoke",
    ],
  },
  {
    feature: "The lab",
    door: "both",
    why: "Its operations are there to be called through either, and looked at.",
    operations: ["lab.*"],
  },
  {
    feature: "What only programs do",
    door: "none",
    why: "A whole post put in one piece, uploads past this server, and questions about its health: the caller is no page of ours.",
    operations: [
      "posts.replace",
      "uploads.presign",
      "uploads.complete",
      "health.live",
      "health.ready",
    ],
  },
  {
    feature: "What nobody calls",
    door: "none",
    why: "The clock’s, and the import’s from the command line: no door leads there.",
    operations: ["posts.publishDue", "posts.emptyTrash", "imports.post"],
  },
];

/** The entry that an operation belongs to. */
export function entryOf(operation: string): LedgerEntry | undefined {
  const noun = operation.replace(/\..*$/, ".*");
  return ledger.find(
    ({ operations }) => operations.includes(operation) || operations.includes(noun),
  );
}
