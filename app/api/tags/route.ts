import { listTags } from "#domain/tags/operations";
import { route } from "#doors/route";

export const GET = route(listTags);
