import { type Caller, mayReadCustomer } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { isStorableText } from '@cartograph/kit/problems';
import type { AccessTokens } from '#order/issue-access-token';
import { findOrderByNumber, loadOrders } from '#order/order-store';
import type { Order } from '#order/rules/order';
import type { Placement } from '#placing/rules/placement';

/** The owner, staff and rooms may; a guest's is opened by its token (or by staff and rooms). */
export function mayRead(
  tokens: AccessTokens,
  subject: { id: string; customerId: string | null },
  caller: Caller,
  token: string | null | undefined,
): boolean {
  if (subject.customerId !== null) return mayReadCustomer(caller, subject.customerId);
  return tokens.fits(subject.id, token) || mayReadCustomer(caller, '');
}

export const mayReadPlacement = (tokens: AccessTokens, placement: Placement, caller: Caller, token: string | null | undefined): boolean =>
  mayRead(tokens, { id: placement.id, customerId: placement.request.customerId }, caller, token);

/** Exactly one of id and number; a guest adds the token that placing gave. */
export interface OrderKey {
  id?: string | null | undefined;
  number?: string | null | undefined;
  accessToken?: string | null | undefined;
}

/** One order by id or number for a caller who may see it; null for anyone else, as if it did not exist. */
export async function findOrder(db: Queryable, tokens: AccessTokens, by: OrderKey, caller: Caller): Promise<Order | null> {
  if ((by.id == null) === (by.number == null)) throw badUserInput(by.id == null ? 'id' : 'number', 'Give exactly one of id and number.');
  const order = by.id == null ? await orderByNumber(db, by.number ?? '') : await orderById(db, by.id);
  return order && mayRead(tokens, order, caller, by.accessToken) ? order : null;
}

const orderById = async (db: Queryable, id: string): Promise<Order | undefined> =>
  isUuid(id) ? (await loadOrders(db, [id.toLowerCase()]))[0] : undefined;

const orderByNumber = async (db: Queryable, number: string): Promise<Order | undefined> =>
  isStorableText(number) ? findOrderByNumber(db, number.trim().toUpperCase()) : undefined;
