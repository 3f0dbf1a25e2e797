"use server";

import { createToken, revokeToken, rotateToken, updateToken } from "#domain/tokens/operations";
import { action } from "#doors/action";

export const createTokenAction = action(createToken, { once: true });
export const updateTokenAction = action(updateToken);
export const rotateTokenAction = action(rotateToken, { once: true });
export const revokeTokenAction = action(revokeToken);
