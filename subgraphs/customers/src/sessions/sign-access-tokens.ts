import type { Database } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, SignJWT } from 'jose';
import type { Customer } from '#accounts/rules/customer';
import { insertFirstKey, loadKeys, type SigningKey } from '#sessions/key-store';
import { accessTokenMinutes, audience, issuer, secondsOf } from '#sessions/rules/session';

export interface AccessTokens {
  /** A JWT with sub, email, roles and auth_time, and when it expires. `provedAt`: when they signed in, however often the session went on. */
  sign(customer: Pick<Customer, 'id' | 'email' | 'roles'>, provedAt: Date): Promise<{ token: string; expiresAt: Date }>;
  /** The public keys of all that was signed, for whoever verifies it. */
  publicJwks(): Promise<JSONWebKeySet>;
}

interface Keys {
  kid: string;
  signWith: CryptoKey | Uint8Array;
}

/** Signs with the key in the database, which is made by whoever needs it first. A look-up that fails is tried again next time. */
export function signAccessTokens(db: Database, now: () => number = Date.now): AccessTokens {
  let current: Promise<Keys> | undefined;
  const keys = (): Promise<Keys> => {
    current ??= loadCurrent(db).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return current;
  };
  return {
    sign: async ({ id, email, roles }, provedAt) => {
      const { kid, signWith } = await keys();
      const issuedAt = Math.floor(now() / 1_000);
      const expiresAt = issuedAt + accessTokenMinutes * 60;
      const token = await new SignJWT({ email, roles, auth_time: secondsOf(provedAt) })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(uuidv7())
        .sign(signWith);
      return { token, expiresAt: new Date(expiresAt * 1_000) };
    },
    publicJwks: async () => {
      await keys();
      return { keys: (await loadKeys(db)).map(({ publicJwk }) => publicJwk) };
    },
  };
}

async function loadCurrent(db: Database): Promise<Keys> {
  const isCurrent = (key: SigningKey): boolean => key.isCurrent;
  let key = (await loadKeys(db)).find(isCurrent);
  if (!key) {
    await insertFirstKey(db, await makeKey());
    key = (await loadKeys(db)).find(isCurrent);
  }
  if (!key) throw new Error('there is no signing key');
  return { kid: key.kid, signWith: await importJWK(key.privateJwk, 'EdDSA') };
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const kid = uuidv7();
  const named = { kid, alg: 'EdDSA', use: 'sig' };
  return { kid, privateJwk: await exportJWK(privateKey), publicJwk: { ...(await exportJWK(publicKey)), ...named }, isCurrent: true };
}
