import { getReactions } from "#domain/reactions/operations";
import { route } from "#doors/route";

export const GET = route(getReactions);
