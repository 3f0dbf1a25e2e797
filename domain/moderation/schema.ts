import { z } from "zod";
import { commentView } from "#domain/comments/schema";
import { exampleIds } from "#domain/reference";
import { handle } from "#domain/users/schema";
import { id, listOf, paging, timestamp, version } from "#lib/fields";
import { isBlank, prose } from "#lib/text";

/** What can be wrong with a comment. */
export const reportReasons = ["spam", "abuse", "off_topic", "other"] as const;

/** The lists of the queue: what somebody reported, all there is, what was hidden. */
export const queueStates = ["reported", "all", "hidden"] as const;

/** `id` is the post's, as for every comment. */
const one = { id, commentId: id };

export const reportInput = z
  .strictObject({
    ...one,
    reason: z.enum(reportReasons),
    words: prose({ min: 0, max: 1000 })
      .default("")
      .describe("What is wrong, in words: needed with `other`."),
  })
  .refine(({ reason, words }) => reason !== "other" || !isBlank(words), {
    path: ["words"],
    message: "Say what is wrong with it.",
  });

export const moderateInput = z.strictObject({ ...one, version: version.optional() });
export const reportsInput = z.strictObject({ ...one, ...paging });
export const dismissInput = z.strictObject(one);

/** A report; by whom it is stays with the blog, so that nobody is paid back for it. */
const reportView = z
  .object({
    id: z.string(),
    reason: z.enum(reportReasons),
    words: z.string(),
    createdAt: timestamp,
    settledAt: timestamp
      .nullable()
      .describe("When a moderator answered it: hid the comment, or dismissed the report."),
  })
  .meta({
    id: "CommentReport",
    examples: [
      {
        id: exampleIds.report,
        reason: "spam",
        words: "",
        createdAt: "2026-05-03T11:00:00.000Z",
        settledAt: null,
      },
    ],
  });

export const reportList = listOf(reportView);

export const queueInput = z.strictObject({
  state: z.enum(queueStates).default("reported"),
  post: id.optional().describe("Only below this post."),
  author: handle.optional().describe("Only by this person."),
  ...paging,
});

/** A comment as its moderator sees it, with where it stands and the last reports nobody answered. */
const moderatedComment = commentView
  .extend({
    post: z.object({ id: z.string(), slug: z.string(), title: z.string() }),
    reportCount: z.int().describe("Reports that nobody answered."),
    reportedAt: timestamp.nullable().describe("When the last of them came."),
    reports: z.array(reportView).describe("The last five of them."),
  })
  .meta({ id: "ModeratedComment", examples: undefined });
export type ModeratedComment = z.output<typeof moderatedComment>;

export const queueList = listOf(moderatedComment);
