"use server";

import { discardDraft } from "#domain/drafts/operations";
import { action } from "#doors/action";

export const discardDraftAction = action(discardDraft);
