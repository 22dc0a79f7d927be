import type { Role } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import type { SignInEmail } from '#sessions/rules/sign-in-email';

/** Whoever changes roles, or who may sign in of the staff, waits for whoever does so before: two could take each other's role away. */
export async function lockStaff(tx: Queryable): Promise<void> {
  await tx.query({ name: 'customers_lock_staff', text: `select pg_advisory_xact_lock(hashtextextended('customers staff', 0))` });
}

export interface StaffAccount {
  id: string;
  email: string;
  name: string | null;
  roles: Role[];
  hasPassword: boolean;
  disabled: boolean;
}

type StaffRow = StaffAccount & Record<string, unknown>;

const columns = `id, email, name, roles, password_hash is not null as "hasPassword", disabled_at is not null as disabled`;

/** Locks the account of an e-mail address, found as a sign-in finds it. */
export async function lockAccountOf(tx: Queryable, { exact, identity }: SignInEmail): Promise<StaffAccount | undefined> {
  const [row] = await tx.query<StaffRow>({
    name: 'customers_lock_account_of',
    text: `select ${columns} from customers where lower(email) = lower($1) or email_identity = $2
           order by lower(email) = lower($1) desc limit 1 for no key update`,
    values: [exact, identity],
  });
  return row;
}

export async function lockAccount(tx: Queryable, id: string): Promise<StaffAccount | undefined> {
  const [row] = await tx.query<StaffRow>({
    name: 'customers_lock_account',
    text: `select ${columns} from customers where id = $1 for no key update`,
    values: [id],
  });
  return row;
}

export async function setRoles(tx: Queryable, id: string, roles: readonly Role[]): Promise<void> {
  await tx.query({
    name: 'customers_set_roles',
    text: 'update customers set roles = $2, version = version + 1 where id = $1',
    values: [id, roles],
  });
}

/** Of an account that has none; its invitation is void. */
export async function setFirstPassword(tx: Queryable, id: string, passwordHash: string): Promise<void> {
  await tx.query({
    name: 'customers_set_first_password',
    text: `with void as (delete from password_invitations where customer_id = $1)
           update customers set password_hash = $2 where id = $1 and password_hash is null`,
    values: [id, passwordHash],
  });
}

/** May anybody but `except` sign in as an administrator? Ask under `lockStaff`. */
export async function hasOtherAdministrator(tx: Queryable, except: string): Promise<boolean> {
  const rows = await tx.query({
    name: 'customers_has_other_administrator',
    text: `select 1 from customers
           where roles && '{staff,admin}' and 'admin' = any(roles) and password_hash is not null and disabled_at is null and id <> $1
           limit 1`,
    values: [except],
  });
  return rows.length > 0;
}

/** Is there an administrator who may sign in, or could with an invitation that is open? */
export async function hasAdministrator(tx: Queryable): Promise<boolean> {
  const rows = await tx.query({
    name: 'customers_has_administrator',
    text: `select 1 from customers c
           where roles && '{staff,admin}' and 'admin' = any(roles) and disabled_at is null
             and (password_hash is not null
               or exists (select from password_invitations i where i.customer_id = c.id and i.expires_at > now()))
           limit 1`,
  });
  return rows.length > 0;
}

/** Everybody with a role of the staff, administrators first; at most 500. */
export async function listStaff(db: Queryable): Promise<StaffAccount[]> {
  return db.query<StaffRow>({
    name: 'customers_list_staff',
    text: `select ${columns} from customers where roles && '{staff,admin}'
           order by not 'admin' = any(roles), lower(email) limit 500`,
  });
}
