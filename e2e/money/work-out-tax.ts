import { exact, over, plus, rounded, shared, times } from './exact.ts';
import type { Rate } from './price-book.ts';

interface Good {
  category: string;
  /** Before coupons, and after. */
  total: bigint;
  left: bigint;
}

interface Row {
  rate: Rate;
  goods: number[];
  shipping: bigint;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, amount) => all + amount, 0n);

/** Taxes of a basket, worked out rate by rate: whose goods, which part of shipping, the tax on all of it, and who bears it. */
export function taxesOf(rates: readonly Rate[], to: { country: string; region: string } | null, goods: readonly Good[], shipping: bigint) {
  const rateOf = (category: string): Rate | undefined =>
    to === null
      ? undefined
      : [category, 'standard']
          .flatMap((name) => [to.region, ''].map((region) => ({ name, region })))
          .map(({ name, region }) => rates.find((one) => one.country === to.country && one.region === region && one.category === name))
          .find((found) => found !== undefined);
  const rows: Row[] = [];
  const rowOf = (rate: Rate): Row => {
    const alike = rows.find(
      ({ rate: one }) =>
        one.country === rate.country &&
        one.region === rate.region &&
        one.ppm === rate.ppm &&
        one.included === rate.included &&
        one.rounding === rate.rounding &&
        one.per === rate.per,
    );
    if (alike) return alike;
    const row: Row = { rate, goods: [], shipping: 0n };
    rows.push(row);
    return row;
  };
  for (const [index, { category }] of goods.entries()) {
    const rate = rateOf(category);
    if (rate) rowOf(rate).goods.push(index);
  }
  const own =
    to === null
      ? undefined
      : [to.region, '']
          .map((region) => rates.find((one) => one.country === to.country && one.region === region && one.category === 'shipping'))
          .find(Boolean);
  if (own && shipping > 0n) rowOf(own).shipping += shipping;
  else putShipping(rows, goods, rateOf, rowOf, shipping);

  const lines = goods.map(() => ({ added: 0n, included: 0n }));
  const told = rows.map(({ rate, goods: mine, shipping: carried }) => {
    const parts = [...mine.map((index) => goods[index]?.left ?? 0n), ...(carried > 0n ? [carried] : [])];
    const of = (amount: bigint): bigint => {
      const part = exact(rate.ppm, 1_000_000);
      const share = rate.included ? over(part, plus(exact(1), part)) : part;
      return rounded(times(exact(amount), share), rate.rounding);
    };
    const taxes = rate.per === 'LINE' ? parts.map(of) : shared(of(sum(parts)), parts);
    for (const [place, index] of mine.entries()) {
      const line = lines[index];
      if (line) line[rate.included ? 'included' : 'added'] = taxes[place] ?? 0n;
    }
    const tax = sum(taxes);
    const { country, region, ppm, included } = rate;
    return { country, region, ppm, included, taxable: sum(parts) - (included ? tax : 0n), tax };
  });
  return {
    rates: told,
    lines,
    added: sum(told.map(({ included, tax }) => (included ? 0n : tax))),
    included: sum(told.map(({ included, tax }) => (included ? tax : 0n))),
  };
}

/** In proportion to the goods, by rate; what goods of untaxed shipping carry is nobody's. */
function putShipping(
  rows: readonly Row[],
  goods: readonly Good[],
  rateOf: (category: string) => Rate | undefined,
  rowOf: (rate: Rate) => Row,
  shipping: bigint,
): void {
  const paid = goods.some(({ left }) => left > 0n);
  const slots: { row: Row | null; weight: bigint }[] = [];
  for (const { category, total, left } of goods) {
    const rate = rateOf(category);
    const row = rate?.shipping ? rowOf(rate) : null;
    const slot = slots.find((one) => one.row === row);
    if (slot) slot.weight += paid ? left : total;
    else slots.push({ row, weight: paid ? left : total });
  }
  const shares = shared(
    shipping,
    slots.map(({ weight }) => weight),
  );
  for (const [index, { row }] of slots.entries()) if (row && rows.includes(row)) row.shipping += shares[index] ?? 0n;
}
