import { expect, test } from 'vitest';
import { judge } from './bounds.ts';
import { dayOf, type Figures, measure } from './measure.ts';

let figures: Figures | undefined;
const orders = 600;

test('a shop that grew in one go is in order, sells, and forgets a day of what it need not keep', async () => {
  const { doctor, status, examined, alone, forgetting, forgotten } = await measure(
    { orders, clients: 2, seconds: 2 },
    () => undefined,
  ).then((measured) => (figures = measured));
  expect([doctor.exitCode, doctor.output]).toEqual([0, doctor.output]);
  expect(status.output).toMatch(new RegExp(`orders .*\\borders ${orders}|\\borders \\d{3,}`));
  expect(doctor.megabytes).toBeGreaterThan(10);
  for (const bought of [examined, alone, forgetting]) {
    expect(bought.latencies.length).toBeGreaterThan(0);
    expect(bought.other).toBe(0);
  }
  const day = dayOf(orders);
  expect(forgotten['evidence']).toBeGreaterThanOrEqual(day);
  // One event of orders and two of payments for each order of the day.
  expect(forgotten['published_events']).toBeGreaterThanOrEqual(3 * day);
  expect(forgotten['archived_events']).toBeGreaterThanOrEqual(3 * day);
});

test('the control: each bound that is missed is said, and ends the measurement with a fault', () => {
  if (!figures) throw new Error('nothing was measured');
  const { alone, doctor } = figures;
  const kept = {
    ...figures,
    startSeconds: 1,
    forgetting: alone,
    examined: { ...alone, latencies: [1] },
    doctor: { ...doctor, seconds: 1, megabytes: 1 },
  };
  const missed = (changed: Partial<Figures>): string[] =>
    judge({ ...kept, status: { ...doctor, seconds: 1 }, ...changed }).flatMap(({ kept: one, line }) => (one ? [] : [line.slice(5, 25)]));
  expect(missed({})).toEqual([]);
  expect(missed({ startSeconds: 31 })).toHaveLength(1);
  expect(missed({ doctor: { ...doctor, seconds: 61, megabytes: 301 } })).toHaveLength(2);
  expect(missed({ doctor: { ...doctor, seconds: 1, megabytes: 1, exitCode: 1 } })).toHaveLength(1);
  expect(missed({ forgetting: { ...alone, latencies: alone.latencies.map((ms) => ms * 2.1) } })).toHaveLength(2);
  expect(missed({ forgetting: { ...alone, other: 1 } })).toHaveLength(1);
  expect(missed({ forgotten: {} })).toHaveLength(1);
});
