import { createLabPost, listLabPosts } from "#domain/lab/operations";
import { route } from "#doors/route";

export const GET = route(listLabPosts);
export const POST = route(createLabPost);
