import type { PostState } from "#domain/posts/storage";
import { AppError, invalidField } from "#lib/errors";

// When a post is published: pure rules. A time that has passed is refused wherever a schedule is set:
// a mistyped year must not make public what was meant for later.

interface Wish {
  status?: "draft" | "scheduled" | "published" | undefined;
  publishedAt?: Date | undefined;
  scheduledFor?: Date | null | undefined;
}

interface Standing {
  status: "draft" | "scheduled" | "published" | "trashed";
  scheduledFor: Date | null;
}

/** How a new post begins; its dates must fit its status. */
export function firstState({ status, publishedAt, scheduledFor }: Wish): PostState {
  if (publishedAt && status !== "published") {
    throw invalidField("publishedAt", "not_published", "Only a published post has this date.");
  }
  if (scheduledFor && status !== "scheduled") {
    throw invalidField("scheduledFor", "not_scheduled", "Only a scheduled post has this time.");
  }
  if (status === "scheduled") {
    return { status, scheduledFor: future(scheduledFor ?? null, "scheduledFor") };
  }
  if (status !== "published") return { status: "draft" };
  const now = new Date();
  if (publishedAt && publishedAt > now) {
    throw invalidField("publishedAt", "future", "This date lies ahead.");
  }
  return { status, publishedAt: publishedAt ?? now };
}

/** What a change makes of a post's schedule; null when it leaves it alone. */
export function changedState(before: Standing, { status, scheduledFor }: Wish): PostState | null {
  if (status === undefined && !scheduledFor) {
    const cancels = scheduledFor === null && before.status === "scheduled";
    return cancels ? { status: "draft", scheduledFor } : null;
  }
  if (before.status === "published") throw isPublished();
  return reschedule(before, scheduledFor === undefined ? before.scheduledFor : scheduledFor);
}

/** The schedule for this time; null when it is the present one. */
export function reschedule(
  before: Standing,
  at: Date | null,
  field = "scheduledFor",
): PostState | null {
  const same = at?.getTime() === before.scheduledFor?.getTime();
  if (before.status === "scheduled" && same) return null;
  return { status: "scheduled", scheduledFor: future(at, field) };
}

/** A published post is not scheduled: conflict. */
export function isPublished(): AppError {
  return new AppError("conflict", "It is published already. Unpublish it before you schedule it.");
}

function future(at: Date | null, field: string): Date {
  if (!at) throw invalidField(field, "required", "Say when it shall be published.");
  if (at <= new Date()) {
    throw invalidField(field, "past", "This time has passed. Choose a later one, or publish now.");
  }
  return at;
}
