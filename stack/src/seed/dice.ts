/** Chance that falls the same way each time: the demo shop is believable and always the same. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  roll(): number;
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Mulberry32, by Tommy Ettinger (public domain): 32 bits of state are plenty for a shop. */
export function dice(seed: number): Dice {
  let state = seed;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(roll() * (to - from + 1));
  return {
    roll,
    between,
    pick: (list) => {
      const picked = list[between(0, list.length - 1)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
  };
}
