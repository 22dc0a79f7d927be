import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { countCustomers, findCustomers, type PlacedCustomer } from '#accounts/listing-store';
import { readCustomerQuery } from '#accounts/read-customer-query';
import type { Customer } from '#accounts/rules/customer';
import type { CustomerPlace, GivenCustomerQuery } from '#accounts/rules/customer-query';

export interface CustomerPage extends Connection<Customer> {
  /** On all pages; counted only when it is asked for. */
  totalCount: () => Promise<number>;
}

/** A page of customers, newest first. */
export async function listCustomers(db: Queryable, given: GivenCustomerQuery, args: PageArguments): Promise<CustomerPage> {
  const query = readCustomerQuery(given);
  const page = readPage(args, 20);
  const rows = await findCustomers(db, query, { limit: page.limit, backward: page.backward, place: placeOf(page, 2, customerPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ micros, id }) => encodeCursor([micros, id]),
    (row: PlacedCustomer): Customer => row,
  );
  return { ...connection, totalCount: () => countCustomers(db, query) };
}

const customerPlace = ([micros, id]: CursorKeys): CustomerPlace | undefined =>
  typeof micros === 'string' && /^-?\d{1,17}$/.test(micros) && isUuid(id) ? { micros, id } : undefined;
