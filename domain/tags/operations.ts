import { tag } from "#domain/events";
import { read } from "#domain/operation";
import { findUsedTag, listUsedTags } from "#domain/tags/queries";
import { tagInput, tagsInput, tagView } from "#domain/tags/schema";
import { AppError } from "#lib/errors";
import { listOf } from "#lib/fields";

export const listTags = read({
  name: "tags.list",
  gate: "public",
  input: tagsInput,
  output: listOf(tagView),
  cacheTags: () => [tag.tags],
  run: ({ input }) => listUsedTags(input),
});

export const getTag = read({
  name: "tags.get",
  gate: "public",
  input: tagInput,
  output: tagView,
  cacheTags: () => [tag.tags],
  async run({ input: { slug } }) {
    const found = await findUsedTag(slug);
    if (!found) throw new AppError("not_found", "No such tag.");
    return found;
  },
});
