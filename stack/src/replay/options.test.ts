import { expect, test } from 'vitest';
import { readReplayOptions } from './options.ts';

const id = '0199aaaa-0000-7000-8000-00000000000a';

test('a placement is named by its id, in any case', () => {
  expect(readReplayOptions([id.toUpperCase()])).toEqual({ placementId: id, json: false });
  const database = 'postgres://orders:secret@127.0.0.1:5432/orders';
  expect(readReplayOptions(['--json', id, '--database', database])).toEqual({ placementId: id, json: true, database });
});

test('help is given before anything else is judged', () => {
  expect(readReplayOptions(['-h', 'C-100001'])).toEqual({
    help: expect.stringMatching(/^npm run replay -- <placement id>: [^]+--database <url>/),
  });
});

test.each([
  ['no id', [], /^Name the placement by its id/],
  ["an order's number", ['C-100001'], /^C-100001: the id of a placement is a UUID/],
  ['two ids', [id, 'x'], /^x: one placement at a time/],
  ['an unknown option', [id, '--jsn'], /^Unknown option '--jsn'/],
  ['a database that is no URL', [id, '--database=orders'], /^--database must be a URL/],
])('%s is refused in one sentence', (_what, args, sentence) => {
  expect(() => readReplayOptions(args)).toThrow(sentence);
  expect(() => readReplayOptions(args)).toThrow(/^[^\n]+\.$/);
});
