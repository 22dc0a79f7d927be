/** An exact fraction; the bottom is positive. Slow and plain on purpose: it judges the shop's arithmetic, and shares none of it. */
export interface Exact {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const exact = (top: bigint | number, bottom: bigint | number = 1n): Exact => ({ top: BigInt(top), bottom: BigInt(bottom) });
export const plus = (a: Exact, b: Exact): Exact => exact(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const minus = (a: Exact, b: Exact): Exact => plus(a, exact(-b.top, b.bottom));
export const times = (a: Exact, b: Exact): Exact => exact(a.top * b.top, a.bottom * b.bottom);
export const over = (a: Exact, b: Exact): Exact => exact(a.top * b.bottom, a.bottom * b.top);

/** The largest whole number that is not above it; for amounts, which are not negative. */
export const whole = ({ top, bottom }: Exact): bigint => (top - (((top % bottom) + bottom) % bottom)) / bottom;

const order = (a: Exact, b: Exact): bigint => a.top * b.bottom - b.top * a.bottom;
export const atLeast = (a: Exact, b: Exact): boolean => order(a, b) >= 0n;
export const more = (a: Exact, b: Exact): boolean => order(a, b) > 0n;

export type Mode = 'HALF_UP' | 'HALF_EVEN' | 'DOWN' | 'UP';

const half = exact(1, 2);

export function rounded(value: Exact, mode: Mode): bigint {
  const below = whole(value);
  const rest = minus(value, exact(below));
  const up = {
    DOWN: false,
    UP: rest.top > 0n,
    HALF_UP: atLeast(rest, half),
    HALF_EVEN: more(rest, half) || (atLeast(rest, half) && below % 2n !== 0n),
  }[mode];
  return up ? below + 1n : below;
}

/** Shares `total` out by `weights`: everybody their whole part, then one each to the largest rests, the first of equals first. */
export function shared(total: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  const due = weights.map((weight, index) => {
    const part = exact(total * weight, all);
    return { index, got: whole(part), rest: minus(part, exact(whole(part))) };
  });
  let missing = total - due.reduce((sum, { got }) => sum + got, 0n);
  const queue = [...due].sort((a, b) => (more(a.rest, b.rest) ? -1 : more(b.rest, a.rest) ? 1 : a.index - b.index));
  for (const one of queue) {
    if (missing <= 0n) break;
    one.got += 1n;
    missing -= 1n;
  }
  return due.map(({ got }) => got);
}
