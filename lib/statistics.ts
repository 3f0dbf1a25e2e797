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

/** The least of the values that so large a share of them (0 to 1) does not exceed: the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** From when until when, in any unit. */
export interface Span {
  began: number;
  ended: number;
}

/** How many of the spans lie one after the other at most: of requests, the round trips that somebody waits for. */
export function turnsOf(spans: readonly Span[]): number {
  let turns = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const { began, ended } of spans.toSorted((a, b) => a.ended - b.ended)) {
    if (began < free) continue;
    turns++;
    free = ended;
  }
  return turns;
}
