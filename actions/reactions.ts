"use server";

import { addReaction, removeReaction } from "#domain/reactions/operations";
import { action, choice } from "#doors/action";

export const reactAction = choice({
  add: action(addReaction),
  remove: action(removeReaction),
});
