import type { Order } from '#order/rules/order';
import type { OrderSearch } from '#order/rules/order-search';

/** Which orders; every given field must fit. */
export interface OrderQuery {
  search?: OrderSearch | undefined;
  status?: Order['status'][] | undefined;
  paymentStatus?: Order['paymentStatus'][] | undefined;
  fulfillmentStatus?: Order['fulfillmentStatus'][] | undefined;
  customerId?: string | undefined;
  placedAfter?: Date | undefined;
  placedBefore?: Date | undefined;
}

/** NEWEST and OLDEST go by id, since ids are time-ordered; amounts of two currencies cannot be compared, so TOTAL goes by currency first. */
export type OrderOrder = 'NEWEST' | 'OLDEST' | 'TOTAL_ASC' | 'TOTAL_DESC';

/** Where an order stands in a list. */
export interface OrderPlace {
  readonly id: string;
  /** Where the list goes by total. */
  readonly total?: { readonly currency: string; readonly minor: string } | undefined;
}

export const isByTotal = (order: OrderOrder): boolean => order === 'TOTAL_ASC' || order === 'TOTAL_DESC';

/** The sort keys of an order, as a cursor keeps them. */
export const placeKeys = (order: OrderOrder, { id, currency, totalMinor }: Pick<Order, 'id' | 'currency' | 'totalMinor'>): string[] =>
  isByTotal(order) ? [currency, String(totalMinor), id] : [id];

/** How many sort keys a cursor of this order has. */
export const placeLength = (order: OrderOrder): number => (isByTotal(order) ? 3 : 1);

/** The place that a cursor's keys name in a list of this order; undefined for what is none. */
export function placeOfKeys(
  order: OrderOrder,
  keys: readonly (string | number)[],
): { id: unknown; total?: OrderPlace['total'] } | undefined {
  if (!isByTotal(order)) return { id: keys[0] };
  const [currency, minor, id] = keys;
  const fits = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && typeof minor === 'string' && /^\d{1,18}$/.test(minor);
  return fits ? { id, total: { currency, minor } } : undefined;
}
