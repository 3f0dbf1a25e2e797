import { previewPost } from "#domain/posts/operations";
import { route } from "#doors/route";

export const POST = route(previewPost);
