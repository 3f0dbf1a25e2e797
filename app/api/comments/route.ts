import { listModerated } from "#domain/moderation/operations";
import { route } from "#doors/route";

export const GET = route(listModerated);
