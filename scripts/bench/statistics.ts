/** The middle of some numbers, and how far apart the least and the greatest lie, relative to it. */
export interface Spread {
  median: number;
  least: number;
  greatest: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1
      ? [sorted[middle], sorted[middle]]
      : [sorted[middle - 1], sorted[middle]];
  return {
    median: (low + high) / 2,
    least: sorted[0] ?? Number.NaN,
    greatest: sorted.at(-1) ?? Number.NaN,
  };
}

/** "0.82 (0.79–0.86)". */
export function written({ median, least, greatest }: Spread, digits: number): string {
  const [middle, from, to] = [median, least, greatest].map((value) => value.toFixed(digits));
  return `${middle} (${from}–${to})`;
}
