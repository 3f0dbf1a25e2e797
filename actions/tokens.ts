"use server";

import { createToken, revokeToken } from "#domain/tokens/operations";
import { action } from "#doors/action";

export const createTokenAction = action(createToken);
export const revokeTokenAction = action(revokeToken);
