import { expect, test } from 'vitest';
import { commandsLater } from './commands-later.ts';

test('a room that is not up yet is called as one that cannot be reached, and as itself once it is up', async () => {
  let up: object | undefined;
  const commands = commandsLater('orders', () => up);
  await expect(commands['count']?.(['a'])).rejects.toThrow('orders is not up yet');
  up = { count: (ids: string[]) => Promise.resolve(ids.length) };
  expect(await commands['count']?.(['a', 'b'])).toBe(2);
  await expect(commands['other']?.()).rejects.toThrow('orders is not up yet');
  expect(await Promise.resolve(commands)).toBe(commands);
});
