import { hideComment } from "#domain/moderation/operations";
import { route } from "#doors/route";

export const POST = route(hideComment);
