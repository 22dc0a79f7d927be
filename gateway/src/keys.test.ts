import { jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { createKeySet } from '#keys';
import { testTokens } from '#testing/tokens';

test('a key that customers has just begun to use is found, and a forged key id does not make us ask each time', async () => {
  let time = 0;
  let asked = 0;
  const [old, fresh, forged] = await Promise.all(['old', 'fresh', 'forged'].map((kid) => testTokens(kid)));
  if (!old || !fresh || !forged) throw new Error('unreachable');
  let served = old.jwks;
  const keys = createKeySet(
    () => {
      asked += 1;
      return Promise.resolve(served);
    },
    () => time,
  );
  const verify = async (token: string) => (await jwtVerify(token, keys)).payload.sub;
  await Promise.all([verify(await old.token()), verify(await old.token())]);
  expect(asked).toBe(1);

  served = { keys: [...old.jwks.keys, ...fresh.jwks.keys] };
  time = 11_000;
  await verify(await fresh.token());
  expect(asked).toBe(2);

  time = 22_000;
  for (let tries = 0; tries < 5; tries += 1) await expect(verify(await forged.token())).rejects.toThrow();
  expect(asked).toBe(3);
});

test('keys that are known go on serving while customers is down', async () => {
  let time = 0;
  const { jwks, token } = await testTokens();
  let down = false;
  const keys = createKeySet(
    () => (down ? Promise.reject(new Error('down')) : Promise.resolve(jwks)),
    () => time,
  );
  await jwtVerify(await token(), keys);
  down = true;
  time = 3_600_000;
  expect((await jwtVerify(await token(), keys)).payload.sub).toBeDefined();
});
