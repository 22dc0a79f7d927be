import type { Queryable } from '@cartograph/kit/db';
import type { PostalAddress } from '@cartograph/kit/people/address';
import type { Address, NewAddress } from '#accounts/rules/address';

const columns = `id, customer_id as "customerId", name, company, line1, line2, city, region, postal_code as "postalCode", country, phone,
  is_default_shipping as "isDefaultShipping", is_default_billing as "isDefaultBilling"`;

type AddressRow = Address & Record<string, unknown>;
type Defaults = Pick<NewAddress, 'isDefaultShipping' | 'isDefaultBilling'>;

/** Oldest first. */
export async function loadAddresses(db: Queryable, customerIds: readonly string[]): Promise<Address[]> {
  return db.query<AddressRow>({
    name: 'customers_load_addresses',
    text: `select ${columns} from addresses where customer_id = any($1::uuid[]) order by created_at, id`,
    values: [customerIds],
  });
}

/** So that of two additions at once the second sees the first; false for an unknown customer. */
export async function lockCustomer(tx: Queryable, customerId: string): Promise<boolean> {
  const rows = await tx.query({
    name: 'customers_lock_customer',
    text: 'select id from customers where id = $1 for no key update',
    values: [customerId],
  });
  return rows.length === 1;
}

export async function countAddresses(tx: Queryable, customerId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>({
    name: 'customers_count_addresses',
    text: 'select count(*)::int as count from addresses where customer_id = $1',
    values: [customerId],
  });
  return row?.count ?? 0;
}

/** The oldest of this customer that says the same in every field. */
export async function findSameAddress(tx: Queryable, customerId: string, address: PostalAddress): Promise<Address | undefined> {
  const [row] = await tx.query<AddressRow>({
    name: 'customers_find_same_address',
    text: `select ${columns} from addresses where customer_id = $1
             and (name, company, line1, line2, city, region, postal_code, country, phone)
               is not distinct from ($2, $3, $4, $5, $6, $7, $8, $9, $10)
           order by created_at, id limit 1`,
    values: [customerId, ...valuesOf(address)],
  });
  return row;
}

/** Before an address (`but`) becomes a default no other one is: there is one of each kind at most. */
export async function leaveDefaults(
  tx: Queryable,
  customerId: string,
  { isDefaultShipping, isDefaultBilling }: Defaults,
  but: string | null = null,
): Promise<void> {
  await tx.query({
    name: 'customers_leave_defaults',
    text: `update addresses set is_default_shipping = is_default_shipping and not $2, is_default_billing = is_default_billing and not $3
           where customer_id = $1 and ((is_default_shipping and $2) or (is_default_billing and $3))
             and id is distinct from $4::uuid`,
    values: [customerId, isDefaultShipping, isDefaultBilling, but],
  });
}

/** What it is already it stays. */
export async function markDefaults(tx: Queryable, id: string, { isDefaultShipping, isDefaultBilling }: Defaults): Promise<Address> {
  const [row] = await tx.query<AddressRow>({
    name: 'customers_mark_defaults',
    text: `update addresses set is_default_shipping = is_default_shipping or $2, is_default_billing = is_default_billing or $3
           where id = $1 returning ${columns}`,
    values: [id, isDefaultShipping, isDefaultBilling],
  });
  if (!row) throw new Error('an address that was there is gone');
  return row;
}

export async function insertAddress(tx: Queryable, customerId: string, address: NewAddress): Promise<Address> {
  const [row] = await tx.query<AddressRow>({
    name: 'customers_insert_address',
    text: `insert into addresses (customer_id, name, company, line1, line2, city, region, postal_code, country, phone,
                                  is_default_shipping, is_default_billing)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${columns}`,
    values: [customerId, ...valuesOf(address), address.isDefaultShipping, address.isDefaultBilling],
  });
  if (!row) throw new Error('an address was not saved');
  return row;
}

/** One of this customer's own. */
export async function findAddress(db: Queryable, customerId: string, id: string): Promise<Address | undefined> {
  const [row] = await db.query<AddressRow>({
    name: 'customers_find_address',
    text: `select ${columns} from addresses where id = $2 and customer_id = $1`,
    values: [customerId, id],
  });
  return row;
}

export async function loadOwnedAddresses(db: Queryable, asked: readonly { customerId: string; addressId: string }[]): Promise<Address[]> {
  return db.query<AddressRow>({
    name: 'customers_load_owned_addresses',
    text: `select ${columns} from addresses
           where (id, customer_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
    values: [asked.map(({ addressId }) => addressId), asked.map(({ customerId }) => customerId)],
  });
}

export async function replaceAddress(tx: Queryable, id: string, address: NewAddress): Promise<Address> {
  const [row] = await tx.query<AddressRow>({
    name: 'customers_replace_address',
    text: `update addresses set name = $2, company = $3, line1 = $4, line2 = $5, city = $6, region = $7, postal_code = $8, country = $9,
             phone = $10, is_default_shipping = $11, is_default_billing = $12
           where id = $1 returning ${columns}`,
    values: [id, ...valuesOf(address), address.isDefaultShipping, address.isDefaultBilling],
  });
  if (!row) throw new Error('an address that was there is gone');
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

const valuesOf = ({ name, company, line1, line2, city, region, postalCode, country, phone }: PostalAddress) => [
  name,
  company,
  line1,
  line2,
  city,
  region,
  postalCode,
  country,
  phone,
];
