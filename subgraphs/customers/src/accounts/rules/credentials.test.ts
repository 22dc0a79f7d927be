import { describe, expect, it } from 'vitest';
import { emailFault, givenPasswordFault, nameFault, newPasswordFault, normalizeEmail, normalizeName } from '#accounts/rules/credentials';

describe('an e-mail address', () => {
  it.each(['ada@example.com', "o'neil+shop@mail.example.co.uk", 'zoë@exämple.org', `${'x'.repeat(242)}@example.com`])(
    '%s is believable',
    (email) => expect(emailFault(email)).toBeUndefined(),
  );

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@@example.com',
    'ada@example..com',
    'ada@.com',
    'a da@example.com',
    'ada@exa mple.com',
    'ada\n@example.com',
    'ada\0@example.com',
    'ada\ud800@example.com',
    '<ada@example.com>',
    `${'x'.repeat(243)}@example.com`,
  ])('%j is not', (email) => expect(emailFault(email)).toMatchObject({ __typename: 'InvalidInput', path: ['email'] }));

  it('is judged quickly, however long it is', () => {
    const began = performance.now();
    emailFault(`a@${'a.'.repeat(125)}`);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is trimmed and keeps its capitals', () => expect(normalizeEmail('  Ada@Example.com\n')).toBe('Ada@Example.com'));
});

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

it.each(['\0', '\ud800'])('%j is no text in a password or a name', (bad) => {
  for (const fault of [newPasswordFault, givenPasswordFault]) expect(fault(`12345678${bad}`)).toMatchObject({ path: ['password'] });
  expect(nameFault(`Ada${bad}`)).toMatchObject({ path: ['name'] });
});

describe('a name', () => {
  it('may be missing, and has one line of at most 200 characters', () => {
    for (const none of [undefined, null, '', '  ']) expect(normalizeName(none)).toBeNull();
    expect(nameFault(normalizeName(' Ada '))).toBeUndefined();
    for (const bad of ['x'.repeat(201), 'Ada\nLovelace', 'Ada\0']) expect(nameFault(bad)).toMatchObject({ path: ['name'] });
  });
});
