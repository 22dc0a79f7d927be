import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** Gives the public keys of customers, in process or over HTTP. */
export type FetchKeys = () => Promise<JSONWebKeySet>;

/** The keys could not be had: nothing is known of the token, so the client is neither refused nor let in. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

const maxAgeMs = 10 * 60_000;
/** An unknown key id may be a new key or a forged token: ask again, but not for every forged token. */
const coolDownMs = 10_000;

/** Keys for `jwtVerify`: cached, fetched again when old or when a token names an unknown key; old keys serve while none can be fetched. */
export function createKeySet(fetchKeys: FetchKeys, now: () => number = Date.now): JWTVerifyGetKey {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const ask = (): Promise<void> => {
    asking ??= fetchKeys()
      .then((found) => {
        keys = createLocalJWKSet(found);
        askedAt = now();
      })
      .catch((error: unknown) => {
        if (!keys) throw new KeysUnavailable('The signing keys could not be fetched.', { cause: error });
        askedAt = now();
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  return async (header, token) => {
    if (!keys || now() - askedAt > maxAgeMs) await ask();
    try {
      return await found(keys)(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - askedAt < coolDownMs) throw error;
      await ask();
      return await found(keys)(header, token);
    }
  };
}

function found<Keys>(keys: Keys | undefined): Keys {
  if (!keys) throw new KeysUnavailable('The signing keys could not be fetched.');
  return keys;
}
