import { tag } from "#domain/events";
import { read, write } from "#domain/operation";
import { keepSearchOf } from "#domain/posts/storage";
import { noInput, nothing } from "#domain/site/schema";
import {
  findPublishedAuthor,
  findUser,
  listPublishedAuthors,
  lockUser,
  threadsWith,
} from "#domain/users/queries";
import {
  authorInput,
  authorsInput,
  meView,
  profileView,
  sessionView,
  updateMeInput,
} from "#domain/users/schema";
import { type Scope, scopes } from "#lib/actor";
import { AppError } from "#lib/errors";
import { listOf } from "#lib/fields";

export const listAuthors = read({
  name: "authors.list",
  gate: "public",
  input: authorsInput,
  output: listOf(profileView),
  cacheTags: () => [tag.authors],
  run: ({ input }) => listPublishedAuthors(input),
});

export const getAuthor = read({
  name: "authors.get",
  gate: "public",
  input: authorInput,
  output: profileView,
  cacheTags: () => [tag.authors],
  async run({ input: { handle } }) {
    const found = await findPublishedAuthor(handle);
    if (!found) throw new AppError("not_found", "No such author.");
    return found;
  },
});

/** The caller: with a token, its scopes that the owner's role still covers. */
export const getMe = read({
  name: "me.get",
  gate: "public",
  audience: "private",
  input: noInput,
  output: meView,
  async run({ actor }) {
    if (actor.kind === "guest") throw new AppError("unauthenticated", "Sign in to do this.");
    const user = await findUser(actor.id);
    if (!user) throw new AppError("unauthenticated", "This account is gone.");
    const held: Scope[] = scopes.filter((scope) => actor.may.has(scope));
    return { ...user, scopes: actor.kind === "token" ? held : null };
  },
});

/** Of more threads than this the whole blog is purged rather than each. */
const mostThreads = 50;

/**
 * Name, bio and picture. The handle stays as it is: it is the address of an author's page, other
 * sites link to it, and an import finds its people again by it.
 */
export const updateMe = write({
  name: "me.update",
  gate: "session",
  input: updateMeInput,
  output: meView,
  async run({ actor, input: { name, bio, image }, tx, emit }) {
    const before = await lockUser(tx, actor.id);
    if (!before) throw new AppError("unauthenticated", "This account is gone.");
    const after = {
      ...before,
      ...(name === undefined ? {} : { name }),
      ...(bio === undefined ? {} : { bio: bio ?? "" }),
      ...(image === undefined ? {} : { image }),
    };
    const renamed = after.name !== before.name || after.image !== before.image;
    if (renamed || after.bio !== before.bio) {
      const { name, bio, image } = after;
      await tx.user.update({
        where: { id: actor.id },
        data: { name, bio, image },
        select: { id: true },
      });
      if (after.name !== before.name) await keepSearchOf(tx, actor.id);
      const threads = renamed ? await threadsWith(tx, actor.id, mostThreads) : [];
      const published = before.postCount > 0;
      const shown = (published && renamed) || !threads ? "everywhere" : { published, threads };
      emit({ type: "user.updated", user: { id: after.id, handle: after.handle }, shown });
    }
    return { ...after, scopes: null };
  },
});

/** Who is signed in, or null: asked by the islands of pages that are the same for everybody. */
export const getSession = read({
  name: "session.get",
  gate: "public",
  audience: "private",
  input: noInput,
  output: sessionView,
  async run({ actor }) {
    return { user: actor.kind === "guest" ? null : await findUser(actor.id) };
  },
});

/** Signs the caller out on every device, this one included. */
export const endSessions = write({
  name: "sessions.end",
  gate: "sessions:end",
  input: noInput,
  output: nothing,
  async run({ actor, tx, emit }) {
    await tx.session.deleteMany({ where: { userId: actor.id } });
    emit({ type: "sessions.ended", user: { id: actor.id, handle: actor.handle } });
    return null;
  },
});
