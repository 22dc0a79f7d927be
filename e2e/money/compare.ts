import { percent } from './percent.ts';
import type { Expected } from './work-out.ts';

interface Money {
  amount: string;
}

/** A quote as the API tells it. */
export interface Told {
  lines: Record<'list' | 'unit' | 'total' | 'discount' | 'tax' | 'includedTax', Money>[];
  subtotal: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  includedTax: Money;
  total: Money;
  pointsRedeemed: number;
  pointsToEarn: number;
  discounts: { kind: string; code: string | null; amount: Money }[];
  rejectedCoupons: { coupon: string; reason: string }[];
  taxes: { country: string; region: string | null; percent: string; included: boolean; taxable: Money; tax: Money }[];
}

export const toldFields = `lines { list { amount } unit { amount } total { amount } discount { amount } tax { amount } includedTax { amount } }
  subtotal { amount } discount { amount } shipping { amount } tax { amount } includedTax { amount } total { amount }
  pointsRedeemed pointsToEarn discounts { kind code amount { amount } } rejectedCoupons { coupon reason }
  taxes { country region percent included taxable { amount } tax { amount } }`;

const decimals: Readonly<Record<string, number>> = { USD: 2, EUR: 2, GBP: 2, JPY: 0 };

/** 1234n USD as the wire has it: "12.34". */
export function written(minor: bigint, currency: string): string {
  const places = decimals[currency] ?? 2;
  const digits = String(minor).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** What the API must tell, in the shape that it tells it. */
export function tellingOf(expected: Expected, currency: string): Told {
  const money = (minor: bigint): Money => ({ amount: written(minor, currency) });
  return {
    lines: expected.lines.map(({ list, unit, total, discount, tax, includedTax }) => ({
      list: money(list),
      unit: money(unit),
      total: money(total),
      discount: money(discount),
      tax: money(tax),
      includedTax: money(includedTax),
    })),
    subtotal: money(expected.subtotal),
    discount: money(expected.discount),
    shipping: money(expected.shipping),
    tax: money(expected.tax),
    includedTax: money(expected.includedTax),
    total: money(expected.total),
    pointsRedeemed: expected.pointsRedeemed,
    pointsToEarn: expected.pointsToEarn,
    discounts: expected.discounts.map(({ kind, code, amount }) => ({ kind, code, amount: money(amount) })),
    rejectedCoupons: expected.rejected.map(({ code, reason }) => ({ coupon: code, reason })),
    taxes: expected.taxes.map(({ country, region, ppm, included, taxable, tax }) => ({
      country,
      region: region === '' ? null : region,
      percent: percent(ppm),
      included,
      taxable: money(taxable),
      tax: money(tax),
    })),
  };
}

/** Where two tellings differ, in words; empty when they are the same to the last unit. */
export function differences(told: unknown, expected: unknown, path = ''): string[] {
  if (typeof told !== 'object' || typeof expected !== 'object' || told === null || expected === null)
    return told === expected ? [] : [`${path}: ${JSON.stringify(told)}, not ${JSON.stringify(expected)}`];
  const [one, other] = [Object.entries(told), new Map(Object.entries(expected))];
  if (one.length !== other.size) return [`${path}: ${JSON.stringify(told)}, not ${JSON.stringify(expected)}`];
  return one.flatMap(([key, value]) => differences(value, other.get(key), path === '' ? key : `${path}.${key}`));
}
