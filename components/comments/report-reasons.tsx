import type { ModeratedComment } from "#domain/moderation/schema";

type ReportReason = ModeratedComment["reports"][number]["reason"];

/** What can be wrong with a comment, in words. Named here too, since a schema would bring its validator to the reader. */
export const reasonLabels: Record<ReportReason, string> = {
  spam: "Spam",
  abuse: "Abuse",
  off_topic: "Off topic",
  other: "Something else",
};
