/** How one thing compares, after to before, over all rounds. */
export interface Ratio {
  median: number;
  /** Where the true median lies in 95 of 100 such runs; undefined below six rounds, which cannot tell. */
  interval: readonly [number, number] | undefined;
  lowest: number;
  highest: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** Of the ratios of each round, whose two sides were measured one right after the other. */
export function ratioOf(before: readonly number[], after: readonly number[]): Ratio {
  const sorted = before.map((value, round) => (after[round] ?? Number.NaN) / value).toSorted((a, b) => a - b);
  const at = (index: number): number => sorted.at(index) ?? Number.NaN;
  const left = leftOut(sorted.length);
  return { median: median(sorted), interval: left === undefined ? undefined : [at(left), at(-1 - left)], lowest: at(0), highest: at(-1) };
}

/**
 * How many ratios may be left out at each end so that what stays covers the true median with 95 %, however they are spread: each
 * ratio is above it or below it like a coin (the interval of the sign test).
 */
function leftOut(rounds: number): number | undefined {
  let [ways, below, left] = [1, 0, -1];
  for (let heads = 0; heads <= rounds; heads += 1) {
    below += ways / 2 ** rounds;
    if (below > 0.025) break;
    left = heads;
    ways = (ways * (rounds - heads)) / (heads + 1);
  }
  return left < 0 ? undefined : left;
}
