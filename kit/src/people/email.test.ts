import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailIdentity, readEmail } from './email.ts';

describe('two spellings of an e-mail address are one identity', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['  ada@example.com\u200b\n', 'ada@example.com'],
    ['zoë@exämple.org', 'ZOE\u0308@xn--exmple-cua.org'],
    ['EXA\u0308@B\u00dcCHER.example', 'exä@bücher.example'],
    ['日本@例え。jp', '日本@xn--r8jz45g.jp'],
    ['a@ｅｘａｍｐｌｅ.com', 'a@example.com'],
    ['ΟΔΟΣ@example.gr', 'οδος@example.gr'],
    ['\u212aim@example.com', 'kim@example.com'],
  ])('%j and %j', (one, other) => {
    expect(emailIdentity(one)).toBeDefined();
    expect(emailIdentity(one)).toBe(emailIdentity(other));
  });
});

describe('addresses that are not one', () => {
  it.each([
    ['a.da@example.com', 'ada@example.com'],
    ['ada+shop@example.com', 'ada@example.com'],
    ['straße@example.de', 'strasse@example.de'],
    ['a@straße.de', 'a@strasse.de'],
    ['a@example.com', 'a@example.org'],
  ])('%j and %j', (one, other) => expect(emailIdentity(one)).not.toBe(emailIdentity(other)));
});

it('an address is kept as it was typed, without what cannot be seen around it', () =>
  expect(readEmail(' \u200eAda.Lovelace@EXÄMPLE.org ')).toEqual({
    kind: 'email',
    email: { address: 'Ada.Lovelace@EXÄMPLE.org', identity: 'ada.lovelace@xn--exmple-cua.org' },
  }));

it.each([
  '',
  'ada',
  'ada@',
  '@example.com',
  'ada@example',
  'ada@@example.com',
  'ada@example..com',
  'ada@.com',
  'ada@example.com.',
  'a da@example.com',
  'ada@exa mple.com',
  'ada\n@example.com',
  'ada\0@example.com',
  'ada\ud800@example.com',
  '<ada@example.com>',
  'a,b@x.com',
  'a;b@x.com',
  'a(b)@x.com',
  'a\u0001@x.com',
  'a\u001b[2J@x.com',
  '"a b"@x.com',
  'a\u200bb@x.com',
  'a\u202eb@x.com',
  'a@x/y.com',
  'a@x.com?z.com',
  'a@x%41.com',
  'a@x.com:80',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a@0x7f.1',
  'a@x\u200b.com',
  'a@b,c.com',
  `a@${'x'.repeat(64)}.com`,
  `${'x'.repeat(243)}@example.com`,
  `a@${'ö.'.repeat(120)}com`,
  'a@x\ud800.com',
  'a@\u200d.com',
])('%j is no e-mail address', (email) => expect(emailIdentity(email)).toBeUndefined());

it.each([
  "o'neil+shop@mail.example.co.uk",
  'a..b@docomo.example.jp',
  `${'x'.repeat(242)}@example.com`,
  '用户@例子.广告',
  'a@نامه\u200cای.com',
])('%j is one', (email) => expect(emailIdentity(email)).toBeDefined());

it('the identity of an identity is itself, whatever was typed', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.oneof(
        fc.domain(),
        fc.string({ unit: 'grapheme', maxLength: 12 }).map((label) => `${label}.com`),
      ),
      (local, domain) => {
        const identity = emailIdentity(`${local}@${domain}`);
        if (identity !== undefined) expect(emailIdentity(identity)).toBe(identity);
      },
    ),
    { numRuns: 3_000 },
  ));

it('an address is judged in linear time, however long', () => {
  const began = performance.now();
  for (const filler of [' ', 'a', 'a.', '\u200b']) readEmail(`a${filler.repeat(120_000)}@a.b`);
  readEmail(`a@${'a.'.repeat(125)}`);
  expect(performance.now() - began).toBeLessThan(500);
});

it('a plain domain is what IDNA makes of it, capitals apart: nothing is missed by not asking', () => {
  const label = fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/).filter((text) => !/xn--/i.test(text));
  const domain = fc.tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,5}$/));
  fc.assert(
    fc.property(domain, ([labels, last]) => {
      const text = [...labels, last].join('.');
      const identity = emailIdentity(`Ada@${text}`);
      if (identity !== undefined) expect(identity).toBe(`ada@${domainToASCII(text)}`);
    }),
    { numRuns: 2_000 },
  );
});
