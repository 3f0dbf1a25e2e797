"use server";

import { updateMe } from "#domain/users/operations";
import { action } from "#doors/action";

export const updateMeAction = action(updateMe);
