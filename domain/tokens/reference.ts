import { exampleIds, type ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/tokens/operations";

const id = exampleIds.token;

export const reference: ReferenceOf<typeof operations> = {
  listTokens: {
    summary: "List your tokens",
    description: "The caller's tokens that are not revoked, without their secrets.",
    example: { limit: 10 },
  },
  getToken: {
    summary: "Read a token",
    description: "One of the caller's tokens, without its secret.",
    example: { id },
  },
  createToken: {
    summary: "Make a token",
    description:
      "The answer's `token` is shown this once: only a hash of it is kept. A person has 50 at most.",
    example: { name: "A program", scopes: ["posts:read", "posts:write"], days: 30 },
    problems: { conflict: "You hold as many tokens as one may." },
  },
  updateToken: {
    summary: "Rename a token",
    description: "Another name for it; what it opens stays the same.",
    example: { id, name: "The nightly backup" },
  },
  rotateToken: {
    summary: "Give a token a new secret",
    description:
      "The answer's `token` is shown this once, and the old one is dead at once. Id, name and scopes stay; the time at which it expires stays too, unless `days` says for how long the new one lives.",
    example: { id, days: 90 },
    problems: { conflict: "The token has expired: make a new one." },
  },
  revokeToken: {
    summary: "Revoke a token",
    description: "It stops working with the next request.",
    example: { id },
  },
};
