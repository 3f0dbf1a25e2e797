import { sweepLab } from "#domain/lab/operations";
import { perform, type Write } from "#domain/operation";
import { emptyTrash, publishDuePost } from "#domain/posts/operations";
import type { clockView } from "#domain/posts/schema";
import type { noInput } from "#domain/site/schema";
import { system } from "#lib/actor";
import { type Repeating, repeat } from "#lib/repeat";

const SECOND = 1_000;

/** What nobody asks for but the clock, and how often it looks (milliseconds). */
const jobs: [Job, number][] = [
  [publishDuePost, 2 * SECOND],
  [emptyTrash, 600 * SECOND],
  [sweepLab, 600 * SECOND],
];

type Job = Write<typeof noInput, typeof clockView>;

/**
 * The door for time: operations that are due, whoever is away. Each run takes one thing in a
 * transaction of its own, locked, so that of several instances exactly one does it; what happened
 * reaches every process by the commit's notification (lib/outbox-listener.ts), this one too.
 */
export function startClock(): Repeating {
  const running = jobs.map(([job, every]) => repeat(job.name, every, () => exhaust(job)));
  return {
    async stop() {
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}

/** One after the other, until nothing is due. */
async function exhaust(job: Job): Promise<void> {
  for (;;) {
    const { value } = await perform(job, { actor: system, input: {} });
    if (value.id === null) return;
  }
}
