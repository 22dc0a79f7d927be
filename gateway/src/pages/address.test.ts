import { expect, test } from 'vitest';
import { isUnder, wrongAddress } from '#pages/address';

test.each(['/media/a1/b2-640.webp', '/payments/challenge/x_Y-9', '/files/a.csv?part=2&name=t%20a', '/.well-known/jwks.json'])(
  '%s leads to a page',
  (url) => expect(wrongAddress(url, 2_048)).toBeUndefined(),
);

test.each([
  '/media/../graphql',
  '/media/..',
  '/media/./x',
  '/media/%2e%2e/graphql',
  '/media/%2E%2E%2Fgraphql',
  '/media//x',
  '//media/x',
  '/media/a%2fb',
  '/media/a%00b',
  '/media/a\\..\\b',
  '/media/a b',
  '/media/ä',
  'http://products:4001/media/x',
  '/media/x?a=b c',
])('%s leads to no page: what one server takes for a name another takes for a way up', (url) => {
  expect(wrongAddress(url, 2_048)).toBeDefined();
});

test('an address has a bound, and a page stands under its own path alone', () => {
  expect(wrongAddress(`/media/${'x'.repeat(3_000)}`, 2_048)).toContain('too long');
  expect(isUnder('/media', ['/media'])).toBe(true);
  expect(isUnder('/media/x?y', ['/media'])).toBe(true);
  expect(isUnder('/mediaeval/x', ['/media'])).toBe(false);
});
