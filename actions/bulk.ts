"use server";

import { bulkPosts } from "#domain/bulk/operations";
import { action } from "#doors/action";

export const bulkPostsAction = action(bulkPosts, { fields: ["ids", "action"] });
