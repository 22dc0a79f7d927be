import { type Price, type PriceList, unitPrice } from '#rules/price-list';

/** Who asks, and when. */
export interface Shopper {
  readonly at: Date;
  /** Codes of the customer groups that they are in. */
  readonly groups: readonly string[];
}

/** Where this shop sells. Lists of another channel are for tools that read them. */
export const channel = 'web';

export const isValidAt = ({ validFrom, validTo }: Pick<PriceList, 'validFrom' | 'validTo'>, at: Date): boolean =>
  (validFrom === null || validFrom <= at) && (validTo === null || at < validTo);

/** Is a list for this shopper, whenever it is valid? */
export const isFor = ({ customerGroupCodes, channelCode }: PriceList, groups: readonly string[]): boolean =>
  (channelCode === null || channelCode === channel) &&
  (customerGroupCodes.length === 0 || customerGroupCodes.some((code) => groups.includes(code)));

export const counts = (price: Price, { at, groups }: Shopper): boolean =>
  isValidAt(price, at) && isValidAt(price.list, at) && isFor(price.list, groups);

/**
 * Which of a SKU's prices in one currency is charged (docs/decisions/0055): of those that count, the one of the list that comes first, dearer
 * or not; of lists that come first together, what costs least at the quantity; then the list's code decides.
 */
export function choosePrice(prices: readonly Price[], shopper: Shopper, quantity: number): Price | undefined {
  return prices
    .filter((price) => counts(price, shopper))
    .reduce<Price | undefined>((best, next) => before(best, next, quantity), undefined);
}

function before(best: Price | undefined, next: Price, quantity: number): Price {
  if (!best || next.list.priority < best.list.priority) return next;
  if (next.list.priority > best.list.priority) return best;
  const [one, other] = [unitPrice(best, quantity), unitPrice(next, quantity)];
  if (one !== other) return other < one ? next : best;
  return next.list.code < best.list.code ? next : best;
}

/** What it would cost without any list that comes before another: where the trace of a price begins. */
export function ordinaryPrice(prices: readonly Price[], shopper: Shopper): Price | undefined {
  const counting = prices.filter((price) => counts(price, shopper));
  const last = Math.max(...counting.map(({ list }) => list.priority));
  return choosePrice(
    counting.filter(({ list }) => list.priority === last),
    shopper,
    1,
  );
}

/** Is it for everybody? What is not must be kept where nobody else reads it. */
export const isPublic = ({ list }: Price): boolean => list.customerGroupCodes.length === 0;

/** A price that ends. */
export const isSale = (price: Price): boolean => isPublic(price) && (price.validTo ?? price.list.validTo) !== null;
