import { deletePost, getPost, replacePost, updatePost } from "#domain/posts/operations";
import { route } from "#doors/route";

export const GET = route(getPost);
export const PUT = route(replacePost);
export const PATCH = route(updatePost);
export const DELETE = route(deletePost);
