import { updateLabPost } from "#domain/lab/operations";
import { route } from "#doors/route";

export const PATCH = route(updateLabPost);
