import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { audience, issuer } from '#sessions/rules/session';
import { signAccessTokens } from '#sessions/sign-access-tokens';
import { ada, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const customer = { id: ada, email: 'ada@example.com', roles: ['customer' as const] };
const signedIn = new Date('2026-01-02T03:04:05.678Z');

async function verify(token: string) {
  const keys = createLocalJWKSet(await shop.publicJwks());
  const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['EdDSA'], requiredClaims: ['sub', 'exp'] });
  return payload;
}

describe('an access token', () => {
  it('says who it is for and lasts 15 minutes', async () => {
    const { token, expiresAt } = await shop.deps.tokens.sign(customer, signedIn);
    const payload = await verify(token);
    expect(payload['auth_time']).toBe(Date.parse('2026-01-02T03:04:05Z') / 1_000);
    expect(payload).toMatchObject({ sub: ada, email: 'ada@example.com', roles: ['customer'], iss: 'cartograph', aud: 'cartograph' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(15 * 60);
    expect(expiresAt.getTime()).toBe((payload.exp ?? 0) * 1_000);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', kid: (await shop.publicJwks()).keys[0]?.kid });
  });

  it('that somebody has changed is not believed', async () => {
    const { token } = await shop.deps.tokens.sign(customer, signedIn);
    const [header, , signature] = token.split('.');
    const payload = { sub: ada, email: 'ada@example.com', roles: ['admin'], iss: issuer, aud: audience, exp: 9_999_999_999 };
    const forged = [header, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.');
    await expect(verify(forged)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    const unsigned = [Buffer.from('{"alg":"none"}').toString('base64url'), token.split('.')[1], ''].join('.');
    await expect(verify(unsigned)).rejects.toThrow();
  });

  it('is not believed after its time', async () => {
    const { token } = await signAccessTokens(shop.db, () => Date.now() - 16 * 60_000).sign(customer, signedIn);
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });
});

describe('the signing key', () => {
  it('is one for all replicas, made by whoever comes first, and outlives them', async () => {
    const fresh = await openShop();
    const replicas = Array.from({ length: 5 }, () => signAccessTokens(fresh.db));
    const keys = await Promise.all(replicas.map((replica) => replica.publicJwks()));
    expect(new Set(keys.map((set) => JSON.stringify(set))).size).toBe(1);
    expect(keys[0]?.keys).toHaveLength(1);
    const { token } = await (replicas[0] ?? fresh.deps.tokens).sign(customer, signedIn);
    await expect(jwtVerify(token, createLocalJWKSet(await signAccessTokens(fresh.db).publicJwks()))).resolves.toBeDefined();
  });

  it('shows its public half only', async () => {
    for (const key of (await shop.publicJwks()).keys) expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });
});
