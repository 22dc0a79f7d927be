import { describe, expect, it } from 'vitest';
import { makePasswordHash } from '#accounts/make-password-hash';
import { formatPhc, parsePhc } from '#accounts/rules/phc';
import { verifyPassword } from '#accounts/verify-password';

describe('a stored password', () => {
  it('fits itself and nothing else, and looks different each time', async () => {
    const [first, second] = await Promise.all([makePasswordHash('correct horse'), makePasswordHash('correct horse')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword('correct horse', first)).toBe(true);
    expect(await verifyPassword('correct horse', second)).toBe(true);
    expect(await verifyPassword('Correct horse', first)).toBe(false);
  });

  it('is written so that other programs can read it', () => {
    const text = '$argon2id$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo';
    const parsed = parsePhc(text);
    expect(parsed).toMatchObject({ memory: 65_536, passes: 2, parallelism: 4, salt: Buffer.from('somesalt') });
    expect(parsed && formatPhc(parsed)).toBe(text);
  });

  it('that is none, or nonsense, fits nothing', async () => {
    for (const none of [null, undefined, '', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=19456,t=2,p=1$$'])
      expect(await verifyPassword('', none)).toBe(false);
  });
});
