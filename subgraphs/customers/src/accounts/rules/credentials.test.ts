import { describe, expect, it } from 'vitest';
import { givenPasswordFault, newPasswordFault } from '#accounts/rules/credentials';
import { readNewAccount } from '#accounts/rules/new-account';
import { readSignInEmail } from '#sessions/rules/sign-in-email';

describe('a password', () => {
  it('has 8 to 200 characters, emoji counted as one', () => {
    for (const good of ['12345678', 'x'.repeat(200), '🐴'.repeat(8)]) expect(newPasswordFault(good)).toBeUndefined();
    for (const bad of ['', '1234567', 'x'.repeat(201), '🐴'.repeat(7)]) expect(newPasswordFault(bad)).toMatchObject({ path: ['password'] });
  });

  it('may be short when it is given: then it is simply wrong', () => {
    expect(givenPasswordFault('')).toBeUndefined();
    expect(givenPasswordFault('x'.repeat(201))).toMatchObject({ path: ['password'] });
  });
});

it.each(['\0', '\ud800'])('%j is no text in a password', (bad) => {
  for (const fault of [newPasswordFault, givenPasswordFault]) expect(fault(`12345678${bad}`)).toMatchObject({ path: ['password'] });
});

describe('a new account', () => {
  const account = { email: ' Ada@Example.com\n', password: '12345678' };

  it('keeps the address as it was typed, beside what makes its spellings one', () =>
    expect(readNewAccount({ ...account, name: ' Ada\u00a0 L. ' })).toEqual({
      kind: 'account',
      account: { email: { address: 'Ada@Example.com', identity: 'ada@example.com' }, name: 'Ada L.', password: '12345678', locale: null },
    }));

  it('may have no name', () => {
    for (const name of [undefined, null, '', '  ', '\u200b'])
      expect(readNewAccount({ ...account, name })).toMatchObject({ account: { name: null } });
  });

  it('is told every wrong field at once', () => {
    const outcome = readNewAccount({ email: 'a;b@x.com', password: 'short', name: 'Ada\nLovelace' });
    const paths = outcome.kind === 'invalid' ? outcome.problem.fields.map(({ path }) => path.join('.')) : [];
    expect(paths).toEqual(['email', 'password', 'name']);
  });
});

describe('whoever signs in', () => {
  it('may spell an address as they like', () =>
    expect(readSignInEmail('ADA@EX\u00c4MPLE.org')).toEqual({
      kind: 'email',
      email: { exact: 'ADA@EX\u00c4MPLE.org', identity: 'ada@xn--exmple-cua.org' },
    }));

  it('with an address that could once be signed up with is still let in by it', () =>
    expect(readSignInEmail('ada@10.0.0.1')).toEqual({ kind: 'email', email: { exact: 'ada@10.0.0.1', identity: null } }));

  it.each(['', 'ada', 'a;b@x.com', 'a\0@x.com', `${'x'.repeat(250)}@x.com`])('with %j is told that it is none', (email) =>
    expect(readSignInEmail(email)).toMatchObject({ kind: 'invalid', problem: { path: ['email'] } }),
  );
});
