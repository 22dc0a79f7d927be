/** This part of all requests must have had a final answer by then. */
export interface Bar {
  withinMs: number;
  share: number;
}

/** One key: when it was first asked with, by performance.now(), and how long until its final answer. */
export interface Wait {
  since: number;
  ms: number;
}

/** From a kill until the shop took orders again, by the same clock. */
export interface Outage {
  from: number;
  to: number;
}

/** What a shop owes its buyers, by its shape and what befalls it (docs/decisions/0039-availability-has-a-bar.md). */
export const bars = {
  'one process': [{ withinMs: 1_000, share: 0.99 }],
  'one process, killed': [
    { withinMs: 5_000, share: 0.9 },
    { withinMs: 30_000, share: 0.999 },
  ],
  'a process a room, killed': [
    { withinMs: 5_000, share: 0.8 },
    { withinMs: 30_000, share: 0.99 },
  ],
} as const satisfies Record<string, readonly Bar[]>;
export type Shape = keyof typeof bars;

export const shownWithin = [1_000, 5_000, 30_000];

/** The part of all that had their final answer within so many milliseconds; who has none yet is Infinity. */
export const shareWithin = (waits: readonly number[], ms: number): number =>
  waits.length === 0 ? 0 : waits.filter((wait) => wait <= ms).length / waits.length;

/** A sentence a bar that is missed. Nobody who asked is no proof. */
export const missedBars = (waits: readonly number[], shape: Shape): string[] =>
  bars[shape]
    .filter(({ withinMs, share }) => shareWithin(waits, withinMs) < share)
    .map(
      ({ withinMs, share }) =>
        `${shape}: ${percent(shareWithin(waits, withinMs))} had a final answer within ${withinMs / 1_000} s, not ${percent(share)}`,
    );

/** For people: "12 requests: 91.7 % final within 1 s, ...". */
export const describeWaits = (waits: readonly number[]): string =>
  `${waits.length} requests: ${shownWithin.map((ms) => `${percent(shareWithin(waits, ms))} final within ${ms / 1_000} s`).join(', ')}`;

const percent = (share: number): string => `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;

/** Whoever was not told before the kill, and had begun to ask before the shop was back. */
export const struckBy = (asked: readonly Wait[], outages: readonly Outage[]): number[] =>
  asked.filter(({ since, ms }) => outages.some(({ from, to }) => since < to && since + ms > from)).map(({ ms }) => ms);
