import { expect, test } from 'vitest';
import { readNewRoomOptions } from './options.ts';

test('a room has a name, and may be given its entity and its port', () => {
  expect(readNewRoomOptions(['new', 'reviews'])).toEqual({ name: 'reviews', entity: undefined, port: undefined });
  expect(readNewRoomOptions(['new', 'gifts', '--entity', 'GiftCard', '--port', '4020'])).toEqual({
    name: 'gifts',
    entity: 'GiftCard',
    port: 4020,
  });
  expect(readNewRoomOptions(['new', '-h'])).toMatchObject({ help: expect.stringContaining('--entity') as string });
});

test.each([
  [[], /^npm run room: a room is made by npm run room -- new <name>;/],
  [['remove', 'orders'], /^remove: a room is made by/],
  [['new'], /^Name one room/],
  [['new', 'one', 'two'], /^Name one room/],
  [['new', 'Gift-Cards'], /^Gift-Cards: a room's name is 3 to 30 lower-case letters/],
  [['new', 'gifts', '--entity', 'gift card'], /^--entity gift card: a type's name is letters/],
  [['new', 'gifts', '--port', '80'], /^--port 80: a port from 1024/],
  [['new', 'gifts', '--table', 'x'], /^Unknown option '--table'/],
])('%j is one sentence that says what is wrong', (args, sentence) => {
  expect(() => readNewRoomOptions(args)).toThrow(sentence);
  expect(() => readNewRoomOptions(args)).toThrow(/^[^\n]+nothing was written; npm run room -- --help says what there is\.$/);
});
