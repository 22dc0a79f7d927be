import { choosePrice, isPublic } from '#rules/price-choice';
import { type Price, unitPrice } from '#rules/price-list';

/** A price as it stood: what an entry and its list said between two moments. */
export interface PriceState extends Price {
  /** Said from then on, and not from then on; null: since ever, until now. */
  readonly saidFrom: Date | null;
  readonly saidTo: Date | null;
}

export interface Span {
  readonly from: Date;
  /** Null: for ever, as far as is known now. */
  readonly to: Date | null;
  /** Null: it had no price. */
  readonly price: Price | null;
}

const day = 86_400_000;
const looksBackMs = 30 * day;

const times = (dates: readonly (Date | null)[]): number[] => dates.flatMap((date) => (date ? [date.getTime()] : []));

/** What one cost from `from` to `to` (null: for ever), span by span; neighbours of one price are one. */
export function timelineOf(states: readonly PriceState[], groups: readonly string[], from: Date, to: Date | null): Span[] {
  const moments = states.flatMap(({ saidFrom, saidTo, validFrom, validTo, list }) =>
    times([saidFrom, saidTo, validFrom, validTo, list.validFrom, list.validTo]),
  );
  const inside = moments.filter((moment) => moment > from.getTime() && (to === null || moment < to.getTime()));
  const starts = [...new Set([from.getTime(), ...inside])].sort((one, other) => one - other);
  const spans: Span[] = [];
  for (const [index, start] of starts.entries()) {
    const at = new Date(start);
    const said = states.filter(({ saidFrom, saidTo }) => (saidFrom === null || saidFrom <= at) && (saidTo === null || at < saidTo));
    const price = choosePrice(said, { at, groups }, 1) ?? null;
    const next = starts[index + 1];
    const end = next === undefined ? to : new Date(next);
    const last = spans.at(-1);
    if (last && last.price?.listMinor === price?.listMinor && last.price?.compareAtMinor === price?.compareAtMinor)
      spans[spans.length - 1] = { ...last, to: end };
    else spans.push({ from: at, to: end, price });
  }
  return spans;
}

/**
 * The lowest price in the 30 days before a reduction began (Directive 98/6/EC, art. 6a), for one, as this buyer would have paid it; null when
 * no reduction is announced now, and when it had no price before. The reduction began when the price became what it is.
 */
export function lowestPrior(states: readonly PriceState[], groups: readonly string[], now: Date): bigint | null {
  const oldest = Math.min(now.getTime(), ...states.flatMap(({ saidFrom, validFrom }) => times([saidFrom, validFrom])));
  const past = timelineOf(states, groups, new Date(oldest), new Date(now.getTime() + 1));
  const current = past.at(-1)?.price;
  if (!current || current.compareAtMinor === null) return null;
  const units = past.map(({ price }) => (price ? unitPrice(price, 1) : null));
  const unit = unitPrice(current, 1);
  let first = past.length - 1;
  while (first > 0 && units[first - 1] === unit) first -= 1;
  const began = past[first]?.from ?? now;
  const since = new Date(began.getTime() - looksBackMs);
  const before = past.slice(0, first).flatMap(({ to }, index) => (to && to > since ? [units[index] ?? null] : []));
  const prices = before.filter((minor) => minor !== null);
  return prices.length === 0 ? null : prices.reduce((least, minor) => (minor < least ? minor : least));
}

/** What everybody pays for one from now on. */
export const publicTimeline = (prices: readonly Price[], now: Date): Span[] =>
  timelineOf(
    prices.filter(isPublic).map((price) => ({ ...price, saidFrom: null, saidTo: null })),
    [],
    now,
    null,
  );
