import type { Queryable } from '@cartograph/kit/db';
import { loadAddresses } from '#accounts/address-store';
import type { Account } from '#exchange/rules/customer-row';

type Row = Omit<Account, 'addresses'> & Record<string, unknown>;

const columns = `c.id, c.email, c.email_identity as identity, c.name, c.roles, c.group_codes as "groupCodes", c.note,
  c.disabled_at is not null as disabled, c.created_at as "createdAt"`;

/** Those that have one of the spellings or identities, locked in the order of their ids; two statements. */
export async function lockAccounts(tx: Queryable, spellings: readonly string[], identities: readonly string[]): Promise<Account[]> {
  const rows = await tx.query<Row>({
    name: 'customers_lock_accounts',
    text: `select ${columns} from customers c where lower(c.email) = any($1::text[]) or c.email_identity = any($2::text[])
           order by c.id for no key update`,
    values: [spellings, identities],
  });
  return withAddresses(tx, rows);
}

/** By small letters of their e-mail address, those behind `after`; two statements. */
export async function loadAccountsAfter(db: Queryable, after: string, limit: number): Promise<Account[]> {
  const rows = await db.query<Row>({
    name: 'customers_accounts_after',
    text: `select ${columns} from customers c where lower(c.email) > $1 order by lower(c.email) limit $2::int`,
    values: [after, limit],
  });
  return withAddresses(db, rows);
}

async function withAddresses(db: Queryable, rows: readonly Row[]): Promise<Account[]> {
  if (rows.length === 0) return [];
  const addresses = Map.groupBy(
    await loadAddresses(
      db,
      rows.map(({ id }) => id),
    ),
    ({ customerId }) => customerId,
  );
  return rows.map((row) => ({ ...row, addresses: addresses.get(row.id) ?? [] }));
}
