import { read } from "#domain/operation";
import { databaseAnswers } from "#domain/site/queries";
import { healthView, noInput } from "#domain/site/schema";

/** The process runs. */
export const healthLive = read({
  name: "health.live",
  gate: "public",
  audience: "private",
  input: noInput,
  output: healthView,
  run: async () => ({ status: "ok" as const }),
});

/** The process can serve: the database answers; otherwise 503. */
export const healthReady = read({
  name: "health.ready",
  gate: "public",
  audience: "private",
  input: noInput,
  output: healthView,
  async run() {
    await databaseAnswers();
    return { status: "ok" as const };
  },
});
