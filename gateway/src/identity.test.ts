import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createIdentify } from '#identity';
import { type Started, startSmallGateway } from '#testing/start';

let started: Started;
beforeAll(async () => {
  started = await startSmallGateway();
});
afterAll(() => started.gateway.stop());

const noon = Date.UTC(2026, 10, 30, 12);
const minute = 60_000;
const hour = 60 * minute;

function clock(): (time: number) => void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  return (time) => void vi.setSystemTime(time);
}

const asked = async (token: string) => {
  const { status, data, errors } = await started.ask('{ whoAmI }', { authorization: `Bearer ${token}` });
  return data?.['whoAmI'] ?? [status, errors?.[0]?.extensions['code']];
};

test('a token that was issued in the future is refused, but for clocks that differ by less than a minute', async () => {
  const setClock = clock();
  setClock(noon);
  const issued = (at: number) => started.tokens.token({ iat: at / 1_000, expiresIn: '40h' });
  for (const at of [noon - hour, noon, noon + minute]) expect(await asked(await issued(at))).toBe('ada@example.com');
  for (const at of [noon + minute + 1_000, noon + 26 * hour]) expect(await asked(await issued(at))).toEqual([401, 'UNAUTHENTICATED']);
});

test('a token that was believed by a clock that was ahead is checked again when the clock is set right', async () => {
  const setClock = clock();
  setClock(noon + 26 * hour);
  const token = await started.tokens.token();
  expect(await asked(token)).toBe('ada@example.com');
  setClock(noon);
  expect(await asked(token)).toEqual([401, 'UNAUTHENTICATED']);
  setClock(noon + 26 * hour + minute);
  expect(await asked(token)).toBe('ada@example.com');
});

test('when somebody signed in is handed on with who they are; a token of before says nothing of it', async () => {
  const { SignJWT, generateKeyPair, exportJWK } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const identify = createIdentify(async () => ({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] }));
  const token = (claims: Record<string, unknown>) =>
    new SignJWT({ email: 'ada@example.com', roles: ['admin'], sub: 'ada', iss: 'cartograph', aud: 'cartograph', ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuedAt()
      .setExpirationTime('15m')
      .sign(privateKey);
  const ada = { kind: 'customer', customerId: 'ada', email: 'ada@example.com', roles: ['admin'] };
  expect(await identify(`Bearer ${await token({ auth_time: 1_700_000_000 })}`)).toEqual({ ...ada, provedAt: 1_700_000_000 });
  for (const before of [{}, { auth_time: 'soon' }]) expect(await identify(`Bearer ${await token(before)}`)).toEqual(ada);
});

test('a token that does not say when it was issued is refused', async () => {
  const { SignJWT, generateKeyPair, exportJWK } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
  const { gateway, ask } = await startSmallGateway({ jwks: () => Promise.resolve(jwks) });
  const claims = { email: 'ada@example.com', roles: ['customer'], sub: 'ada', iss: 'cartograph', aud: 'cartograph' };
  const unsigned = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setExpirationTime('15m');
  const token = await unsigned.sign(privateKey);
  expect((await ask('{ whoAmI }', { authorization: `Bearer ${token}` })).status).toBe(401);
  const dated = await unsigned.setIssuedAt().sign(privateKey);
  expect((await ask('{ whoAmI }', { authorization: `Bearer ${dated}` })).data).toEqual({ whoAmI: 'ada@example.com' });
  await gateway.stop();
});
