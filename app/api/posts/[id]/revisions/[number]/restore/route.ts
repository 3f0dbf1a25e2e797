import { restoreRevision } from "#domain/revisions/operations";
import { route } from "#doors/route";

export const POST = route(restoreRevision);
