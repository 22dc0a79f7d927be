import { describe, expect, test } from 'vitest';
import { checkPayment, looksLikeCardNumber } from '#placing/rules/payment-input';

const holds = { perBuyer: 3, perClient: 6, maxQuantity: 500 };
const rules = { holds, returnOrigins: ['https://shop.example', 'https://m.shop.example:8443'], development: false };
const wrong = (payment: { token?: string; returnUrl?: string }, development = false) =>
  checkPayment({ token: 'tok_ok', ...payment }, { ...rules, development }).flatMap((problem) => problem?.path.join('.') ?? []);

describe('a token that is the number of a card', () => {
  test.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '5555-5555-5555-4444',
    '378282246310005',
    '6304000000000000',
    '\uff14242424242424242',
    ' 4242.4242.4242.4242 ',
    'card 4242424242424242',
    'Card no.: 4242 4242 4242 4242, 12/29, 123',
    '{"number":"5555555555554444","exp":"12/29"}',
    '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢',
    '४२४२ ४२४२ ४२४२ ४२४२',
    '𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐',
    '4242/4242/4242/4242',
    '4242\u22124242\u22124242\u22124242',
    '4242\u200b4242\u200b4242\u200b4242',
    '3782 822463 10005 (Amex)',
  ])('is refused, and not told: %s', (token) => {
    const [problem] = checkPayment({ token }, rules);
    expect(problem?.path).toEqual(['payment', 'token']);
    expect(JSON.stringify(problem)).not.toMatch(/\d{4}/);
  });
  test.each([
    'tok_ok',
    'pm_1N4242424242424242',
    'src_4242424242424242',
    '42424242-4242-4242-abcd-ef0123456789',
    '3f2504e0-4f89-41d3-9a0c-424242424242',
    'order 1700000000006 of 2026-11-30',
    '4242424242424241',
    '12345678901',
    '12345678901234567890',
    'tok 4242',
    '',
  ])('is not: %s', (token) => expect(looksLikeCardNumber(token)).toBe(false));
});

describe('a page to come back to', () => {
  test.each([
    'https://shop.example',
    'https://shop.example/checkout/done?step=3#top',
    'https://m.shop.example:8443/',
    'HTTPS://SHOP.EXAMPLE/a',
  ])('on the shop: %s', (returnUrl) => expect(wrong({ returnUrl })).toEqual([]));
  test.each([
    'http://shop.example/',
    'https://shop.example.evil.example/',
    'https://evil.example/?https://shop.example',
    'https://shop.example@evil.example/',
    'https://ada:secret@shop.example/',
    'https://m.shop.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    '/checkout',
    '//shop.example/',
    '',
    'http://localhost:3000/',
    `https://shop.example/${'x'.repeat(2_000)}`,
  ])('nowhere else: %s', (returnUrl) => expect(wrong({ returnUrl })).toEqual(['payment.returnUrl']));
  test('names what is allowed', () => {
    const [, problem] = checkPayment({ token: 'tok_ok', returnUrl: 'https://evil.example' }, rules);
    expect(problem?.message).toContain('https://shop.example');
    expect(problem?.fields[0]?.allowed).toEqual(rules.returnOrigins);
  });
  test.each(['http://localhost:3000/back', 'http://127.0.0.1:5173', 'http://[::1]:3000/'])(
    'on this machine, in development: %s',
    (returnUrl) => expect(wrong({ returnUrl }, true)).toEqual([]),
  );
  test.each(['http://localhost.evil.example/', 'http://192.0.2.1/', 'ftp://localhost/'])('and no other machine: %s', (returnUrl) =>
    expect(wrong({ returnUrl }, true)).toEqual(['payment.returnUrl']),
  );
});
