import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RenderedComment } from "./comment.ts";
import type { Pictures } from "./figures.ts";
import { MarkdownTooComplexError } from "./limits.ts";
import type { RenderedPost } from "./post.ts";

export type Job = {
  kind: "post" | "comment";
  source: string;
  highlight: boolean;
  pictures: Pictures;
};
export type Rendered = RenderedPost | RenderedComment;
export type Answer = {
  /** The processor time that the thread has used since it began, in milliseconds. */
  used: number;
} & (
  | { type: "ready" | "parsed" }
  | { type: "rendered"; value: Rendered }
  | { type: "refused"; reason: string }
  | { type: "failed"; error: unknown }
);

// Milliseconds of the thread's processor time, not of the clock: a busy machine must not refuse what
// an idle one renders. The code of a text has its own, since slow code costs it only its colors.
const parseBudget = 1_500;
const longTextFrom = 100_000;
const budgetPerCharacter = 0.01;
const codeBudget = 2_500;
// The clock ends only the wait for a thread that does nothing.
const clockPerBudget = 10;

// An idle thread gives back some 80 MB (grammars, mostly), and starts again in a third of a second.
const idleMilliseconds = 60_000;

type State = { worker?: Worker; used: number; idle?: NodeJS.Timeout; queue: Promise<unknown> };
// One thread a process, however often a bundler evaluates this module.
const holder = globalThis as typeof globalThis & { duetMarkdown?: State };
holder.duetMarkdown ??= { used: 0, queue: Promise.resolve() };
const state = holder.duetMarkdown;

/**
 * Renders in a thread of its own, one text after the other, so that no text however hostile delays
 * anybody's request, and stops the thread when a text exceeds its time: 1.5 s of processor time, and
 * ten milliseconds for each thousand characters beyond 100,000. Throws MarkdownTooComplexError.
 */
export function renderInThread(
  kind: Job["kind"],
  source: string,
  pictures: Pictures = {},
): Promise<Rendered> {
  const result = state.queue.then(async () => {
    const rendered =
      (await run({ kind, source, highlight: true, pictures })) ??
      (await run({ kind, source, highlight: false, pictures }));
    if (!rendered) throw tookTooLong();
    return rendered;
  });
  // The next in line waits for this one, whatever becomes of it.
  state.queue = result.then(noop, noop);
  return result;
}

/** One run of a job; undefined when all but its code was done in time. */
async function run(job: Job): Promise<Rendered | undefined> {
  const worker = state.worker ?? (await startWorker());
  const { promise, resolve, reject } = Promise.withResolvers<Rendered | undefined>();
  let stage: "parse" | "code" = "parse";

  const limit = (budget: number) =>
    watch(worker, { budget, used: state.used }, reject, () => {
      discard(worker);
      if (stage === "code") resolve(undefined);
      else reject(tookTooLong());
    });
  const listeners = {
    message(answer: Answer) {
      state.used = answer.used;
      if (answer.type === "rendered") resolve(answer.value);
      else if (answer.type === "refused") reject(new MarkdownTooComplexError(answer.reason));
      else if (answer.type === "failed") reject(answer.error);
      else {
        stage = "code";
        unwatch();
        unwatch = limit(codeBudget);
      }
    },
    error(cause: NodeJS.ErrnoException) {
      const full = cause.code === "ERR_WORKER_OUT_OF_MEMORY";
      reject(
        full ? new MarkdownTooComplexError("The text takes too much memory.", { cause }) : cause,
      );
    },
    exit(code: number) {
      reject(new Error(`The Markdown thread ended with code ${code}.`));
    },
  };

  clearTimeout(state.idle);
  worker.ref();
  for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
  let unwatch = limit(
    parseBudget + Math.max(0, job.source.length - longTextFrom) * budgetPerCharacter,
  );
  worker.postMessage(job);
  try {
    return await promise;
  } finally {
    unwatch();
    for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
    worker.unref();
    state.idle = setTimeout(() => discard(worker), idleMilliseconds).unref();
  }
}

async function startWorker(): Promise<Worker> {
  // By its path, not by import.meta.url: it must run as the file it is, not as a bundler's asset.
  const file = join(process.cwd(), "lib/markdown/worker.ts");
  const worker = new Worker(/* turbopackIgnore: true */ file, {
    execArgv: [],
    name: "markdown",
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
  });
  const { used } = await new Promise<Answer>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  state.used = used;
  // Whoever waits for it hears of its end too; nobody may use it afterwards.
  worker.on("error", () => discard(worker));
  worker.on("exit", () => discard(worker));
  state.worker = worker;
  return worker;
}

function discard(worker: Worker): void {
  if (state.worker === worker) state.worker = undefined;
  void worker.terminate();
}

/**
 * Calls `exceeded` once the thread has used more than a budget of processor time since it had used so
 * much; until the returned function is called. It is asked only when so much time has passed on the
 * clock: most texts are done long before, and asking costs as much as rendering a short one.
 */
function watch(
  worker: Worker,
  { budget, used }: { budget: number; used: number },
  failed: (error: unknown) => void,
  exceeded: () => void,
): () => void {
  const begun = performance.now();
  let stopped = false;
  let timer = setTimeout(check, budget);

  function check() {
    worker.cpuUsage().then(({ user, system }) => {
      if (stopped) return;
      const processor = budget - ((user + system) / 1000 - used);
      const clock = budget * clockPerBudget - (performance.now() - begun);
      const left = Math.min(processor, clock);
      if (left > 0) timer = setTimeout(check, left);
      else exceeded();
    }, failed);
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function tookTooLong(): MarkdownTooComplexError {
  return new MarkdownTooComplexError("The text takes too long to render.");
}

function noop(): void {}
