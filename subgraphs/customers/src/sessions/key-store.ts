import type { Queryable } from '@cartograph/kit/db';
import type { JWK } from 'jose';

export interface SigningKey {
  kid: string;
  privateJwk: JWK;
  publicJwk: JWK;
  isCurrent: boolean;
}

/** Keeps `key` unless there is a current one: replicas that start together agree on whose comes first. */
export async function insertFirstKey(db: Queryable, { kid, privateJwk, publicJwk }: SigningKey): Promise<void> {
  await db.query({
    text: `insert into signing_keys (kid, private_jwk, public_jwk, is_current) values ($1, $2, $3, true)
           on conflict (is_current) where is_current do nothing`,
    values: [kid, JSON.stringify(privateJwk), JSON.stringify(publicJwk)],
  });
}

export async function loadKeys(db: Queryable): Promise<SigningKey[]> {
  return db.query<SigningKey & Record<string, unknown>>({
    name: 'customers_load_keys',
    text: `select kid, private_jwk as "privateJwk", public_jwk as "publicJwk", is_current as "isCurrent" from signing_keys order by kid`,
  });
}
