import { expect, test } from 'vitest';
import { rooms } from '../rooms.ts';
import { readEventsOptions } from './options.ts';

test('a command for events says what to do and, where one is needed, the room', () => {
  expect(readEventsOptions(['history', 'orders'])).toEqual({ subcommand: 'history', rooms: ['orders'] });
  expect(readEventsOptions(['lag'])).toEqual({ subcommand: 'lag', rooms });
  expect(readEventsOptions(['parked', 'payments'])).toEqual({ subcommand: 'parked', rooms: ['payments'] });
});

test.each([
  [[], 'Say what to do: history, lag, parked;'],
  [['constructor'], 'constructor: there is no such thing to do with events;'],
  [['history'], 'Name the room: products, inventory,'],
  [['history', 'cellar'], 'cellar: there is no such room, only products,'],
  [['history', 'toString'], 'toString: there is no such room'],
  [['history', 'orders', 'payments'], 'payments: one room at a time;'],
  [['lag', '--all'], "Unknown option '--all'"],
])('%j is refused before anything is done', (args, sentence) => {
  expect(() => readEventsOptions(args)).toThrow(sentence);
  expect(() => readEventsOptions(args)).toThrow('npm run events -- --help says what there is.');
});

test('help names every subcommand', () => {
  const answer = readEventsOptions(['--help']);
  for (const name of ['history <room>', 'lag [room]', 'parked [room]', 'DATA_DIR']) expect('help' in answer && answer.help).toContain(name);
});
