import { listRevisions } from "#domain/revisions/operations";
import { route } from "#doors/route";

export const GET = route(listRevisions);
