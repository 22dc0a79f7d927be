import { type CurrencyCode, formatDecimal } from '@cartograph/kit/money';
import { amountIn, type Condition, type GoodsFacts, type GoodsKind, isGoodsKind, type Promotion, weekdays } from '#rules/promotion';

/** A line as promotions meet it: what it costs before them. */
export interface GoodsLine {
  readonly sku: string;
  readonly taxCategory: string;
  readonly quantity: number;
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
}

/** A basket and who buys it, as conditions ask of it. */
export interface Occasion {
  readonly now: Date;
  /** The shop's, of the IANA database. */
  readonly timeZone: string;
  readonly currency: CurrencyCode;
  /** Null: nobody has said yet. */
  readonly country: string | null;
  /** All goods before discounts. */
  readonly subtotalMinor: bigint;
  readonly customerGroups: readonly string[];
  readonly firstOrder: boolean;
  readonly lines: readonly GoodsLine[];
  /** By SKU. */
  readonly goods: ReadonlyMap<string, GoodsFacts>;
}

/** Which lines the promotion counts, or why it does not apply, as the end of a sentence for staff. */
export function coverageOf({ conditions, effect }: Promotion, occasion: Occasion): boolean[] | string {
  const covered = occasion.lines.map((line) =>
    effect.kind === 'BUNDLE_PRICE'
      ? effect.skus.includes(line.sku)
      : conditions.every((condition) => !isGoods(condition) || isAmong(line, condition, occasion.goods)),
  );
  if (!covered.includes(true)) return 'none of its goods are in the basket';
  const misses = [sumMissed(conditions, occasion), ...conditions.map((condition) => missedBy(condition, occasion, covered))];
  return misses.find((why) => why !== '') ?? covered;
}

type GoodsCondition = Extract<Condition, { values: readonly string[] }> & { readonly kind: GoodsKind };

const isGoods = (condition: Condition): condition is GoodsCondition => isGoodsKind(condition.kind);

function isAmong({ sku, taxCategory }: GoodsLine, { kind, values }: GoodsCondition, goods: Occasion['goods']): boolean {
  const facts = goods.get(sku);
  const among = (names: readonly string[] | undefined) => names?.some((name) => values.includes(name)) ?? false;
  switch (kind) {
    case 'SKUS':
      return values.includes(sku);
    case 'TAX_CATEGORIES':
      return values.includes(taxCategory);
    case 'PRODUCTS':
      return among(facts && [facts.productId]);
    case 'CATEGORIES':
      return among(facts?.categories);
    case 'COLLECTIONS':
      return among(facts?.collections);
  }
}

/** Why a condition is not met; '' when it is. */
function missedBy(condition: Condition, occasion: Occasion, covered: readonly boolean[]): string {
  const { country, customerGroups, firstOrder, lines } = occasion;
  switch (condition.kind) {
    case 'QUANTITY_FROM': {
      const count = lines.reduce((sum, { quantity }, index) => sum + (covered[index] ? quantity : 0), 0);
      return count >= condition.quantity ? '' : `it takes ${condition.quantity} of its goods, there are ${count}`;
    }
    case 'CUSTOMER_GROUPS':
      return customerGroups.some((group) => condition.values.includes(group)) ? '' : `it is for the groups ${listOf(condition.values)}`;
    case 'FIRST_ORDER':
      return firstOrder ? '' : 'it is for a first order';
    case 'COUNTRIES':
      if (country === null) return 'nobody has said yet where it goes';
      return condition.values.includes(country) ? '' : `it is for ${listOf(condition.values)}, not for ${country}`;
    case 'WEEKDAYS': {
      const today = weekdayIn(occasion.now, occasion.timeZone);
      return condition.values.includes(today) ? '' : `it is for ${listOf(condition.values)}, it is ${today} in ${occasion.timeZone}`;
    }
    case 'SUBTOTAL_FROM':
    case 'SKUS':
    case 'PRODUCTS':
    case 'CATEGORIES':
    case 'COLLECTIONS':
    case 'TAX_CATEGORIES':
      return '';
  }
}

/** A sum is asked for in each currency by itself: in one that is not named there is nothing that could be reached. */
function sumMissed(conditions: readonly Condition[], { currency, subtotalMinor }: Occasion): string {
  const sums = conditions.flatMap((condition) => (condition.kind === 'SUBTOTAL_FROM' ? [condition.amount] : []));
  const needed = amountIn(sums, currency);
  if (needed === undefined) return sums.length === 0 ? '' : `it names no sum in ${currency}`;
  const inMoney = (minor: bigint) => formatDecimal(minor, currency);
  return subtotalMinor >= needed ? '' : `goods come to ${inMoney(subtotalMinor)}, it takes ${inMoney(needed)}`;
}

const listOf = (values: readonly string[]): string => values.slice(0, 5).join(', ') + (values.length > 5 ? ' and others' : '');

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function weekdayIn(now: Date, timeZone: string): (typeof weekdays)[number] {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' });
  dayFormats.set(timeZone, format);
  const day = format.format(now).toUpperCase();
  const found = weekdays.find((one) => one === day);
  if (!found) throw new RangeError(`no weekday: ${day}`);
  return found;
}
