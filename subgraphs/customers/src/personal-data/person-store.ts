import type { Role } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';

export interface Person {
  id: string;
  email: string;
  roles: Role[];
}

export async function lockPerson(tx: Queryable, id: string): Promise<Person | undefined> {
  const [row] = await tx.query<Person & Record<string, unknown>>({
    text: 'select id, email, roles from customers where id = $1 for no key update',
    values: [id],
  });
  return row;
}

export async function findPersonByEmail(db: Queryable, email: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>({ text: 'select id from customers where lower(email) = lower($1)', values: [email.trim()] });
  return row?.id;
}

/** All that this room keeps of them; of their points at most the newest 10,000 entries. */
export async function collectAccount(tx: Queryable, id: string): Promise<Record<string, unknown>> {
  const ask = (text: string): Promise<Record<string, unknown>[]> => tx.query({ text, values: [id] });
  const [account] = await ask(
    `select id, email, name, phone, locale, marketing_consent as "marketingConsent", marketing_consent_at as "marketingConsentAt",
       group_codes as "groupCodes", note, created_at as "createdAt" from customers where id = $1`,
  );
  const addresses = await ask(
    `select name, company, line1, line2, city, region, postal_code as "postalCode", country, phone, created_at as "createdAt"
     from addresses where customer_id = $1 order by created_at, id`,
  );
  const sessions = await ask(
    'select created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt" from sessions where customer_id = $1',
  );
  const points = await ask(
    `select kind, points, pending, reason, placement_id as "orderId", occurred_at as "occurredAt" from loyalty_entries
     where customer_id = $1 order by occurred_at desc, id desc limit 10000`,
  );
  return { account, addresses, sessions, points };
}

/** Nobody signs in any more, whatever becomes of the rest. */
export async function closeAccount(tx: Queryable, id: string): Promise<void> {
  await tx.query({
    text: `update customers set password_hash = null, disabled_at = coalesce(disabled_at, now()), version = version + 1 where id = $1`,
    values: [id],
  });
  await tx.query({ text: 'delete from password_invitations where customer_id = $1', values: [id] });
  await tx.query({ text: 'update sessions set revoked_at = now() where customer_id = $1 and revoked_at is null', values: [id] });
}

/** The account stays, for the ledger of its points; nothing of it says who it was. */
export async function eraseAccount(tx: Queryable, id: string): Promise<void> {
  const nobody = `erased-${id}@erased.invalid`;
  await closeAccount(tx, id);
  await tx.query({
    text: `update customers set email = $2, email_identity = $2, name = null, phone = null, locale = null, note = null, group_codes = '{}',
             marketing_consent = 'NOT_GIVEN', marketing_consent_at = null, erased_at = coalesce(erased_at, now())
           where id = $1`,
    values: [id, nobody],
  });
  await tx.query({ text: 'delete from addresses where customer_id = $1', values: [id] });
  await tx.query({ text: 'delete from sessions where customer_id = $1', values: [id] });
  await tx.query({ text: `update personal_data_requests set file = null, parts = '{}' where customer_id = $1`, values: [id] });
  for (const table of ['outbox', 'outbox_archive'])
    await tx.query({
      text: `update ${table} set data = data || case when data ? 'email' then jsonb_build_object('email', $2::text) else '{}' end
               || case when data ? 'name' then '{"name": null}'::jsonb else '{}' end
               || case when data ? 'changes' then '{"changes": []}'::jsonb else '{}' end
             where key = $1::text`,
      values: [id, nobody],
    });
  await eraseFromLog(tx, id);
}

/** The log of changes is append only but for this: who did what to whom stays, what it said of them goes. */
async function eraseFromLog(tx: Queryable, id: string): Promise<void> {
  await tx.query({ text: `set local cartograph.erasing = 'on'` });
  await tx.query({
    text: `update audit_entries set changes = (
             select coalesce(jsonb_agg(c || '{"before": null, "after": null}'), '[]') from jsonb_array_elements(changes) as t(c))
           where entity_type = 'Customer' and entity_id = $1::text`,
    values: [id],
  });
  await tx.query({ text: `update audit_entries set actor_name = 'erased', client = null where actor_id = $1`, values: [id] });
  await tx.query({ text: `set local cartograph.erasing = 'off'` });
}
