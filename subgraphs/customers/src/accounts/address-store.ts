import type { Queryable } from '@cartograph/kit/db';
import type { Address, AddressFields } from '#accounts/rules/address';

const columns = 'id, customer_id as "customerId", name, line1, line2, city, region, postal_code as "postalCode", country';

type AddressRow = Address & Record<string, unknown>;

/** Oldest first. */
export async function loadAddresses(db: Queryable, customerIds: readonly string[]): Promise<Address[]> {
  return db.query<AddressRow>({
    name: 'customers_load_addresses',
    text: `select ${columns} from addresses where customer_id = any($1::uuid[]) order by created_at, id`,
    values: [customerIds],
  });
}

/** Locks the customer, so that of two additions at once the second counts the first; undefined for an unknown customer. */
export async function lockAddressCount(tx: Queryable, customerId: string): Promise<number | undefined> {
  const [owner] = await tx.query({
    name: 'customers_lock_customer',
    text: 'select id from customers where id = $1 for no key update',
    values: [customerId],
  });
  if (!owner) return undefined;
  const [row] = await tx.query<{ count: number }>({
    name: 'customers_count_addresses',
    text: 'select count(*)::int as count from addresses where customer_id = $1',
    values: [customerId],
  });
  return row?.count ?? 0;
}

export async function insertAddress(tx: Queryable, customerId: string, address: AddressFields): Promise<Address> {
  const { name, line1, line2, city, region, postalCode, country } = address;
  const [row] = await tx.query<AddressRow>({
    name: 'customers_insert_address',
    text: `insert into addresses (customer_id, name, line1, line2, city, region, postal_code, country)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    values: [customerId, name, line1, line2, city, region, postalCode, country],
  });
  if (!row) throw new Error('an address was not saved');
  return row;
}

/** False when the customer has no such address. */
export async function deleteAddress(db: Queryable, customerId: string, id: string): Promise<boolean> {
  const rows = await db.query({
    name: 'customers_delete_address',
    text: 'delete from addresses where id = $2 and customer_id = $1 returning id',
    values: [customerId, id],
  });
  return rows.length === 1;
}
