import { getRevision } from "#domain/revisions/operations";
import { route } from "#doors/route";

export const GET = route(getRevision);
