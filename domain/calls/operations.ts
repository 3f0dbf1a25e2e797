import { listOwnCalls } from "#domain/calls/queries";
import { callList, callsInput } from "#domain/calls/schema";
import { type Known, read } from "#domain/operation";

/** With a session only: what one token does is none of another's business. */
export const listCalls = read({
  name: "me.calls",
  gate: "session",
  input: callsInput,
  output: callList,
  run: ({ actor, input }) => listOwnCalls((actor as Known).id, input),
});
