export interface Dice {
  /** From 0 up to 1, never 1. */
  roll(): number;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Dice that fall the same for the same seed (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(roll() * (to - from + 1));
  return {
    roll,
    between,
    chance: (percent) => roll() * 100 < percent,
    pick: <T>(list: readonly T[]): T => {
      const picked = list[between(0, list.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}

/** The seed of this run: CRASH_SEED repeats an earlier one. */
export const seedOfRun = (): number => Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
