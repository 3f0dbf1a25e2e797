/** Ends a script with a sentence instead of a stack: the reader can do something about it. */
export class Refusal extends Error {
  override name = "Refusal";
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** "0.4 s", "12 s". */
export function seconds(ms: number): string {
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
