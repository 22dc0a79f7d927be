import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { within } from './deadline.ts';

test('what is done in time is given, with its own fault where it has one', async () => {
  expect(await within(1_000, Promise.resolve('here'))).toBe('here');
  await expect(within(1_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('what takes longer is not waited for, and its fault afterwards is nobody’s', async () => {
  const late = sleep(30).then(() => Promise.reject(new Error('too late to tell')));
  await expect(within(5, late)).rejects.toThrow('no answer in 5 ms');
  await sleep(40);
});
