import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { LRUCache } from "lru-cache";
import { tag } from "#domain/events";
import { perform } from "#domain/operation";
import { getPost } from "#domain/posts/operations";
import { siteSettings } from "#domain/site/queries";
import { getTag } from "#domain/tags/operations";
import { findServedFile } from "#domain/uploads/queries";
import { getAuthor } from "#domain/users/operations";
import {
  authorCard,
  cardDigest,
  cardPicture,
  postCard,
  siteCard,
  tagCard,
} from "#doors/faces/cards";
import { type Face, face, following } from "#doors/faces/face";
import { PICTURE_FOR_ALL } from "#doors/pictures";
import { guest } from "#lib/actor";
import { type Card, drawCard } from "#lib/card-drawing";
import { AppError } from "#lib/errors";
import { isSlug } from "#lib/slug";

/** What was drawn, by its digest, which says all that is on it (in bytes: a few hundred pictures). */
const drawn = new LRUCache<string, Buffer>({
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: ({ length }) => length,
});

/** One at a time: drawing takes the processor for a quarter of a second. */
let last: Promise<unknown> = Promise.resolve();

type File = { file: string };

/** The picture of a page as it is now. An address of one it had leads to the one it has. */
async function picture(
  file: string,
  base: string,
  card: Card,
  tags: readonly string[],
): Promise<Face> {
  const digest = cardDigest(card);
  if (file !== `${digest}.png`) {
    if (!/^[0-9a-f]{16}\.png$/.test(file)) throw new AppError("not_found", "No such picture.");
    const movedTo = new URL(cardPicture(base, card).url).pathname;
    throw new AppError("moved", "The picture has changed since.", { movedTo });
  }
  const turn = last.then(async () => {
    const found = drawn.get(digest);
    if (found) return found;
    const made = await drawCard(card, card.cover === null ? null : await coverOf(card.cover));
    drawn.set(digest, made);
    return made;
  });
  last = turn.catch(() => undefined);
  return { type: "image/png", body: await turn, tags, control: PICTURE_FOR_ALL };
}

export const sitePicture = face<File>(async ({ file }) =>
  picture(file, "", siteCard(await siteSettings()), []),
);

export const postPicture = face<File & { slug: string }>(async ({ slug, file }) => {
  // A page has one address, and so has its picture: an id is none.
  if (!isSlug(slug)) throw new AppError("not_found", "No such post.");
  const found = perform(getPost, { actor: guest, input: { id: slug } });
  const [{ value, cacheTags }, site] = await Promise.all([
    following(found, (now) => `/posts/${now}/og/${file}`),
    siteSettings(),
  ]);
  return picture(file, value.url, postCard(value, site), cacheTags ?? []);
});

export const tagPicture = face<File & { slug: string }>(async ({ slug, file }) => {
  const [{ value }, site] = await Promise.all([
    perform(getTag, { actor: guest, input: { slug } }),
    siteSettings(),
  ]);
  return picture(file, value.url, tagCard(value, site), [tag.tags]);
});

export const authorPicture = face<File & { handle: string }>(async ({ handle, file }) => {
  const [{ value }, site] = await Promise.all([
    perform(getAuthor, { actor: guest, input: { handle } }),
    siteSettings(),
  ]);
  return picture(file, value.url, authorCard(value, site), [tag.authors]);
});

/** The bytes of a cover that guests may see: an upload, or a picture of the demo; null for others. */
async function coverOf(url: string): Promise<Buffer | null> {
  const [, digest = "", name = ""] = /^\/media\/([0-9a-f]{64})\/([\w.]+)$/.exec(url) ?? [];
  if (digest) {
    const file = await findServedFile(digest, name, async () => guest);
    const stream = await file?.open();
    return stream ? buffer(stream) : null;
  }
  if (!/^\/demo\/[\w-]+\.svg$/.test(url)) return null;
  return readFile(join(process.cwd(), "public", url)).catch(() => null);
}
