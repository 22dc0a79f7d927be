import type { Queryable } from '@cartograph/kit/db';
import type { Profile } from '#accounts/rules/profile';

export async function lockProfile(tx: Queryable, id: string): Promise<(Profile & { version: number }) | undefined> {
  const [row] = await tx.query<Profile & { version: number } & Record<string, unknown>>({
    name: 'customers_lock_profile',
    text: `select name, phone, locale, marketing_consent as "marketingConsent", version from customers where id = $1 for no key update`,
    values: [id],
  });
  return row;
}

/** The moment of a consent is the one at which it was given or withdrawn, not one of another change. */
export async function setProfile(tx: Queryable, id: string, { name, phone, locale, marketingConsent }: Profile): Promise<void> {
  await tx.query({
    name: 'customers_set_profile',
    text: `update customers set name = $2, phone = $3, locale = $4, version = version + 1,
             marketing_consent_at = case when marketing_consent = $5 then marketing_consent_at when $5 <> 'NOT_GIVEN' then now() end,
             marketing_consent = $5
           where id = $1`,
    values: [id, name, phone, locale, marketingConsent],
  });
}
