import { setTimeout as sleep } from "node:timers/promises";
import type { DomainEvent } from "#domain/events";
import { ofVisitor } from "#domain/lab/policy";
import { labPostsOf } from "#domain/lab/queries";
import {
  arrivalsView,
  createLabPostInput,
  failInput,
  LAB_LIFETIME,
  labPostsView,
  labPostView,
  MOST_POSTS,
  updateLabPostInput,
  weighLabFileInput,
  wireInput,
  wireView,
} from "#domain/lab/schema";
import { type Known, read, write } from "#domain/operation";
import { clockView } from "#domain/posts/schema";
import { noInput } from "#domain/site/schema";
import type { Tx } from "#lib/db";
import { AppError } from "#lib/errors";
import { arrivalsAt } from "#lib/lab/arrivals";
import { findWire } from "#lib/lab/wires";

export const listLabPosts = read({
  name: "lab.list",
  gate: "visitor",
  input: noInput,
  output: labPostsView,
  run: async ({ actor, tx }) => ({ data: await labPostsOf(actor, tx) }),
});

export const createLabPost = write({
  name: "lab.create",
  gate: "visitor",
  input: createLabPostInput,
  output: labPostView,
  // Before the transaction: a slow call of the lab holds no place that the blog's writers need.
  prepare: ({ input: { pause } }) => sleep(pause),
  run: ({ actor, input: { title }, tx, emit }) => addPost(tx, actor, title, emit),
});

/** Writes down how large a file is, and keeps nothing else of it. */
export const weighLabFile = write({
  name: "lab.weigh",
  gate: "visitor",
  input: weighLabFileInput,
  output: labPostView,
  run: ({ actor, input: { file }, tx, emit }) =>
    addPost(tx, actor, `A file of ${file.size.toLocaleString("en")} bytes`, emit),
});

export const updateLabPost = write({
  name: "lab.update",
  gate: "visitor",
  input: updateLabPostInput,
  output: labPostView,
  async run({ actor, input: { id, title }, tx, emit, checkVersion }) {
    const mine = ofVisitor(actor);
    await tx.$queryRaw`select 1 from lab_posts where id = ${id}::uuid for no key update`;
    const before = await tx.labPost.findFirst({ where: { ...mine, id } });
    if (!before) throw new AppError("not_found", "No such post on your throw-away blog.");
    checkVersion(before.version);
    const data = { title, version: { increment: 1 } };
    const post = await tx.labPost.update({ where: { id }, data });
    emit({ type: "lab.postUpdated", lab: { ...mine, ...post } });
    return post;
  },
});

/** Fails as it is told to, and writes nothing. */
export const failInLab = write({
  name: "lab.fail",
  gate: "visitor",
  input: failInput,
  output: labPostView,
  async run({ input: { how } }) {
    if (how === "unauthenticated") {
      throw new AppError("unauthenticated", "Sign in to do this.");
    }
    throw new Error("The lab threw this on purpose. It names a table, lab_posts, that stays ours.");
  },
});

/** What the server did for one of the visitor's own requests; remembered for some minutes. */
export const getWire = read({
  name: "lab.wire",
  gate: "visitor",
  input: wireInput,
  output: wireView,
  async run({ actor, input: { id } }) {
    const found = findWire(id, ofVisitor(actor).visitorId);
    if (!found) throw new AppError("not_found", "Nothing is known of this request any more.");
    return found;
  },
});

/** What was sent to the lab for the visitor's blog, by whomever; remembered for some minutes. */
export const listArrivals = read({
  name: "lab.arrivals",
  gate: "visitor",
  input: noInput,
  output: arrivalsView,
  async run({ actor }) {
    const { visitorId } = ofVisitor(actor);
    const { counted, arrivals } = arrivalsAt(visitorId);
    return { blog: visitorId, counted, data: arrivals.map((each) => ({ ...each })) };
  },
});

/**
 * Throws away what a day has passed over, with what was recorded of it. It emits nothing: what it
 * deletes was shown to one visitor, and nobody follows it.
 */
export const sweepLab = write({
  name: "lab.sweep",
  gate: "system",
  input: noInput,
  output: clockView,
  async run({ tx }) {
    const expired = new Date(Date.now() - LAB_LIFETIME);
    const gone = await tx.$queryRaw<{ id: string }[]>`
      delete from lab_posts where id in (
        select id from lab_posts where created_at < ${expired}
        order by created_at limit 500 for update skip locked)
      returning id`;
    const ids = gone.map(({ id }) => id);
    await tx.event.deleteMany({ where: { subjectType: "lab", subjectId: { in: ids } } });
    return { id: ids[0] ?? null };
  },
});

/** A new post on the visitor's blog; where it is one too many, the oldest goes. */
async function addPost(tx: Tx, actor: Known, title: string, emit: (event: DomainEvent) => void) {
  const mine = ofVisitor(actor);
  const post = await tx.labPost.create({ data: { ...mine, title } });
  const room = await tx.labPost.findMany({
    where: mine,
    orderBy: { id: "desc" },
    skip: MOST_POSTS,
    select: { id: true },
  });
  if (room.length > 0) {
    await tx.labPost.deleteMany({ where: { id: { in: room.map(({ id }) => id) } } });
  }
  emit({ type: "lab.postCreated", lab: { ...mine, ...post } });
  return post;
}
