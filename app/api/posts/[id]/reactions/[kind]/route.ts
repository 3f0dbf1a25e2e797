import { addReaction, removeReaction } from "#domain/reactions/operations";
import { route } from "#doors/route";

export const PUT = route(addReaction);
export const DELETE = route(removeReaction);
