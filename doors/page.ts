import type { z } from "zod";
import { type Operation, perform } from "#domain/operation";
import { sessionActor } from "#doors/actor";

/**
 * The door for Server Components behind sign-in: the operation is called in this very process, for
 * a page that fetched its own API would pay a hop and gain nothing. It throws what the operation
 * throws: a page that depends on who asks has sent its 200 by then, so `redirect` and `notFound`
 * could only be told by JavaScript. `studioPage` turns the error into words.
 */
export async function fromPage<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  return (await perform(operation, { actor: await sessionActor(), input })).value;
}
