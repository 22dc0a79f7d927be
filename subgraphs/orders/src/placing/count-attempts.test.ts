import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { countAttempts, type SharedCounts } from '#placing/count-attempts';

function counting(max = 3) {
  let now = 0;
  const declines = countAttempts({ kind: 'declined', limits: { max, windowMs: 600_000, exempt: ['here'] }, now: () => now });
  return { declines, pass: (ms: number) => void (now += ms) };
}

const guestAt = (client: string | null) => ({ client, customerId: null });

it('after so many declined cards a client is told how long it has to wait, and nobody else is', () => {
  const { declines, pass } = counting();
  for (let card = 0; card < 3; card += 1) {
    expect(declines.closedForMs(guestAt('a'))).toBeUndefined();
    declines.note(guestAt('a'));
    pass(1_000);
  }
  expect(declines.closedForMs(guestAt('a'))).toBe(597_000);
  expect(declines.closedForMs(guestAt('b'))).toBeUndefined();
  pass(597_000);
  expect(declines.closedForMs(guestAt('a'))).toBeUndefined();
});

it('a customer is counted wherever they are, and whoever is exempt nowhere', () => {
  const { declines } = counting();
  for (const client of ['a', 'b', 'c']) declines.note({ client, customerId: 'ada' });
  expect(declines.closedForMs({ client: 'd', customerId: 'ada' })).toBeGreaterThan(0);
  expect(declines.closedForMs({ client: 'd', customerId: 'grace' })).toBeUndefined();
  for (let card = 0; card < 5; card += 1) declines.note(guestAt('here'));
  expect(declines.closedForMs(guestAt('here'))).toBeUndefined();
});

it('without the bound cards could be tried for good', () => {
  const { declines } = counting(Infinity);
  for (let card = 0; card < 1_000; card += 1) declines.note(guestAt('a'));
  expect(declines.closedForMs(guestAt('a'))).toBeUndefined();
});

it('while the database does not answer a process counts by itself, and tells it all when it does', async () => {
  const told: number[] = [];
  let away = true;
  const shared: SharedCounts = {
    add: async (noted) => {
      if (away) throw new Error('away');
      told.push([...noted.values()].reduce((sum, count) => sum + count, 0));
      return [...noted].map(([key, count]) => ({ key, count, leftMs: 1_000 }));
    },
    closed: async () => [],
  };
  const attempts = countAttempts({ kind: 'declined', limits: { max: 3, windowMs: 600_000 }, shared });
  for (let card = 0; card < 3; card += 1) attempts.note(guestAt('a'));
  await sleep(200);
  expect(attempts.closedForMs(guestAt('a'))).toBeGreaterThan(0);
  expect(told).toEqual([]);
  away = false;
  await attempts.stop();
  expect(told).toEqual([3]);
});
