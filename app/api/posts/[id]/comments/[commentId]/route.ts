import { deleteComment, getComment, updateComment } from "#domain/comments/operations";
import { route } from "#doors/route";

export const GET = route(getComment);
export const PATCH = route(updateComment);
export const DELETE = route(deleteComment);
