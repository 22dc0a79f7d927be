import { expect, test } from 'vitest';
import { registry } from './metrics.ts';
import { Durations, tally } from './plain-figures.ts';

test('a count that is a plain number is told like any other', async () => {
  const parcels = tally('test_parcels_total', 'Parcels.', 'fate', ['sent', 'lost']);
  parcels.sent += 1;
  parcels.sent += 1;
  const text = await registry.metrics();
  expect(text).toContain('# TYPE test_parcels_total counter');
  expect(text).toContain('test_parcels_total{fate="sent"} 2');
  expect(text).toContain('test_parcels_total{fate="lost"} 0');
  expect(await registry.metrics()).toContain('test_parcels_total{fate="sent"} 2');
});

test('how long a step took lands in every bucket that is as long, and in its sum', async () => {
  const steps = new Durations('test_step_seconds', 'Steps.', 'step', ['pack', 'send']);
  for (const ms of [1, 40, 60_000]) steps.took('pack', ms);
  const text = await registry.metrics();
  for (const line of [
    '# TYPE test_step_seconds histogram',
    'test_step_seconds_bucket{le="0.001",step="pack"} 1',
    'test_step_seconds_bucket{le="0.025",step="pack"} 1',
    'test_step_seconds_bucket{le="0.05",step="pack"} 2',
    'test_step_seconds_bucket{le="30",step="pack"} 2',
    'test_step_seconds_bucket{le="+Inf",step="pack"} 3',
    'test_step_seconds_sum{step="pack"} 60.041',
    'test_step_seconds_count{step="pack"} 3',
    'test_step_seconds_count{step="send"} 0',
  ])
    expect(text).toContain(`${line}`);
});
