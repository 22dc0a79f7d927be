import type { Role } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import type { Email } from '@cartograph/kit/people/email';
import type { Customer } from '#accounts/rules/customer';
import type { SignInEmail } from '#sessions/rules/sign-in-email';

/** Of `customers c`. */
export const customerColumns = `c.id, c.email, c.name, c.roles, c.created_at as "createdAt", c.version, c.group_codes as "groupCodes", c.note,
  c.disabled_at is not null as disabled, c.phone, c.locale, c.marketing_consent as "marketingConsent"`;

type CustomerRow = Customer & Record<string, unknown>;

export interface NewCustomer {
  email: Email;
  name: string | null;
  /** Null: nobody can sign in yet. */
  passwordHash: string | null;
  /** Default: customer. */
  roles?: readonly Role[];
  /** BCP 47. */
  locale?: string | null;
}

/** Opens an account with empty points, whose registration is its first event; undefined when the e-mail address has one already. */
export async function insertCustomer(
  tx: Queryable,
  { email, name, passwordHash, roles = ['customer'], locale = null }: NewCustomer,
): Promise<Customer | undefined> {
  const [row] = await tx.query<CustomerRow>({
    name: 'customers_insert_customer',
    text: `with c as (
             insert into customers (email, email_identity, name, password_hash, roles, locale, event_sequence)
             values ($1, $2, $3, $4, $5, $6, 1)
             on conflict do nothing returning *
           ), account as (insert into loyalty_accounts (customer_id) select id from c)
           select ${customerColumns} from c`,
    values: [email.address, email.identity, name, passwordHash, roles, locale],
  });
  return row;
}

export async function setName(tx: Queryable, id: string, name: string): Promise<void> {
  await tx.query({
    name: 'customers_set_name',
    text: 'update customers set name = $2, version = version + 1 where id = $1',
    values: [id, name],
  });
}

/** The account of an e-mail address: the one that is spelled just so but for capitals, else the one that it is another spelling of. */
export async function findCredentials(
  db: Queryable,
  { exact, identity }: SignInEmail,
  client: Buffer,
): Promise<{ customer: Customer; passwordHash: string | null; known: boolean } | undefined> {
  const [row] = await db.query<CustomerRow & { passwordHash: string | null; known: boolean }>({
    name: 'customers_find_credentials',
    text: `select ${customerColumns}, c.password_hash as "passwordHash",
                  exists (select 1 from sessions s where s.customer_id = c.id and s.client = $3) as known
           from customers c
           where lower(c.email) = lower($1) or c.email_identity = $2
           order by lower(c.email) = lower($1) desc limit 1`,
    values: [exact, identity, client],
  });
  if (!row) return undefined;
  const { passwordHash, known, ...customer } = row;
  return { customer, passwordHash, known };
}

export async function loadCustomers(db: Queryable, ids: readonly string[]): Promise<Customer[]> {
  return db.query<CustomerRow>({
    name: 'customers_load_customers',
    text: `select ${customerColumns} from customers c where c.id = any($1::uuid[])`,
    values: [ids],
  });
}
