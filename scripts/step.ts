import { isStopping } from "./lifetime.ts";
import { say, seconds } from "./progress.ts";

/**
 * Does one piece of work and prints one line when it is done, with the time it took; a piece that takes
 * longer than a second says what it is at, and again every ten. `work` may return what to add to the line.
 */
export async function step<T>(
  label: string,
  work: (note: (text: string) => void) => Promise<T> | T,
): Promise<T> {
  if (isStopping()) throw new Error("This process is stopping.");
  const started = performance.now();
  const passed = () => performance.now() - started;
  let addition = "";
  const first = setTimeout(() => say(`  … ${label}`), 1_000);
  const ticks = setInterval(() => say(`  … ${label}, ${seconds(passed())}`), 10_000);
  try {
    const result = await work((text) => {
      addition = `: ${text}`;
    });
    say(`  ✓ ${label}${addition} (${seconds(passed())})`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(ticks);
  }
}
