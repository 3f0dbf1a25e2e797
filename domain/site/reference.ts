import type { ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/site/operations";

export const reference: ReferenceOf<typeof operations> = {
  healthLive: {
    summary: "Ask whether the process runs",
    description: "Answers as long as the process does; it asks no database.",
    example: {},
  },
  healthReady: {
    summary: "Ask whether the blog can serve",
    description: "Asks the database: 503 while that does not answer.",
    example: {},
  },
};
