import { createPost, listPosts } from "#domain/posts/operations";
import { route } from "#doors/route";

export const GET = route(listPosts);
export const POST = route(createPost);
