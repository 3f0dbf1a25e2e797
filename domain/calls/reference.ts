import type * as operations from "#domain/calls/operations";
import type { ReferenceOf } from "#domain/reference";

export const reference: ReferenceOf<typeof operations> = {
  listCalls: {
    summary: "List your last calls",
    description:
      "The caller's last 100 calls of this API, by his tokens and his session, the latest first; they appear here about a second after they were answered. With a session only.",
    example: { limit: 50 },
  },
};
