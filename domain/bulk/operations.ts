import type { z } from "zod";
import type { BulkAction, bulkPostsView } from "#domain/bulk/schema";
import * as schema from "#domain/bulk/schema";
import { batch, type Each } from "#domain/operation";
import { deletePost, publishPost, restorePost, unpublishPost } from "#domain/posts/operations";
import { type RouteName, routes } from "#domain/routes";
import { type AppError, invalidField, problems } from "#lib/errors";

type Result = z.input<typeof bulkPostsView>["results"][number];

/** The single operation of each action: its policy, its events and its status hold for each of many. */
const singles = {
  publish: "posts.publish",
  unpublish: "posts.unpublish",
  trash: "posts.delete",
  restore: "posts.restore",
  delete: "posts.delete",
} as const satisfies Record<BulkAction, RouteName>;

export const bulkPosts = batch({
  name: "posts.bulk",
  gate: "posts:write",
  input: schema.bulkPostsInput,
  output: schema.bulkPostsView,
  items: ({ ids }) => new Set(ids).size,
  async run({ input: { ids, action, at }, each }) {
    if (at && action !== "publish") {
      throw invalidField("at", "not_publish", "Only publishing has a time.");
    }
    const take = {
      publish: (id: string) => each(publishPost, { id, ...(at ? { at } : {}) }),
      unpublish: (id: string) => each(unpublishPost, { id }),
      trash: (id: string) => each(deletePost, { id }),
      restore: (id: string) => each(restorePost, { id }),
      delete: (id: string) => each(deletePost, { id, permanent: true }),
    }[action];
    const results: Result[] = [];
    // One after the other: a hundred at once would take every connection there is.
    for (const id of new Set(ids)) {
      results.push(resultOf(id, routes[singles[action]].success, await take(id)));
    }
    const failed = results.filter(({ problem }) => problem !== undefined).length;
    return { action, done: results.length - failed, failed, results };
  },
});

function resultOf(
  id: string,
  success: number,
  outcome: Each<typeof publishPost.output> | Each<typeof deletePost.output>,
): Result {
  if (!outcome.ok) return { id, ...problemOf(outcome.error) };
  return { id, status: success, ...(outcome.value ? { post: outcome.value } : {}) };
}

/** As the single operation would have told it (RFC 9457), but for what belongs to a request. */
function problemOf({ code, message, details }: AppError) {
  const { status, title } = problems[code];
  const type = `/docs/errors#${code}`;
  const errors = details.fields ? { errors: details.fields } : {};
  return { status, problem: { type, title, status, detail: message, code, ...errors } };
}
