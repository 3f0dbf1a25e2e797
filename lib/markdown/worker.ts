import { parentPort } from "node:worker_threads";
import { renderCommentHere } from "./comment.ts";
import { MarkdownTooComplexError } from "./limits.ts";
import { renderPost } from "./post.ts";
import type { Answer, Job } from "./thread.ts";

// The thread that renders: lib/markdown/thread.ts starts it and gives it one job at a time.
const port = parentPort;
if (!port) throw new Error("lib/markdown/worker.ts runs as a worker thread only.");

const renderers = { post: renderPost, comment: renderCommentHere };
type Unsaid<A> = A extends unknown ? Omit<A, "used"> : never;
function answer(message: Unsaid<Answer>): void {
  const { user, system } = process.threadCpuUsage();
  port?.postMessage({ ...message, used: (user + system) / 1000 });
}

port.on("message", async ({ kind, source, highlight, pictures }: Job) => {
  try {
    const onParsed = () => answer({ type: "parsed" });
    answer({
      type: "rendered",
      value: await renderers[kind](source, { highlight, onParsed, pictures }),
    });
  } catch (error) {
    if (error instanceof MarkdownTooComplexError) {
      answer({ type: "refused", reason: error.message });
    } else {
      answer({ type: "failed", error });
    }
  }
});

// The first text would pay for compiling the parser, out of a time that is measured.
await renderPost(
  "# Warm\n\n- a *b*\n\n> c [d](e)\n\n| f |\n| - |\n| `g` |\n\n<b>h</b>[^1]\n\n[^1]: i\n",
);
answer({ type: "ready" });
