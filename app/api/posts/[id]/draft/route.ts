import { discardDraft, getDraft, saveDraft } from "#domain/drafts/operations";
import { route } from "#doors/route";

export const GET = route(getDraft);
export const PUT = route(saveDraft);
export const DELETE = route(discardDraft);
