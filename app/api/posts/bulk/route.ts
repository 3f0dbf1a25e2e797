import { bulkPosts } from "#domain/bulk/operations";
import { route } from "#doors/route";

export const POST = route(bulkPosts);
