import { createComment, listComments } from "#domain/comments/operations";
import { route } from "#doors/route";

export const GET = route(listComments);
export const POST = route(createComment);
