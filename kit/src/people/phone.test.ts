import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { preparePhones, readPhone } from './phone.ts';

beforeAll(preparePhones);

test.each([
  ['510-555-0100', 'US', '+15105550100'],
  ['٠٧٩١١ ١٢٣٤٥٦', 'GB', '+447911123456'],
  ['０９０－１２３４－５６７８', 'JP', '+819012345678'],
  ['+33(0)1 70 60 50 40', 'FR', '+33170605040'],
  ['044 123 456', 'XK', '+38344123456'],
  ['2345 6789', 'HK', '+85223456789'],
  ['00 44 7911 123456', 'US', '+447911123456'],
  ['066 123 456', 'IT', '+39066123456'],
])('a parcel knows %s of %s', (typed, country, kept) => expect(readPhone(typed, country)).toEqual({ kind: 'read', value: kept }));

test('what is no number is told with one of the country', () =>
  expect(readPhone('110', 'AR')).toMatchObject({ kind: 'refused', message: expect.stringContaining('+54 9 11') as string }));

// The test runner resolves and transforms modules in its own way, and took a data file that Node does not: rooms run on Node alone.
test('a room on Node reads phone numbers, too', async () => {
  const script = `import { preparePhones, readPhone } from ${JSON.stringify(new URL('phone.ts', import.meta.url).href)};
    await preparePhones();
    console.log(readPhone('510-555-0100', 'US').value);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout.trim()).toBe('+15105550100');
});
