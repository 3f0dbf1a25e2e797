import { weighLabFile } from "#domain/lab/operations";
import { route } from "#doors/route";

export const POST = route(weighLabFile);
