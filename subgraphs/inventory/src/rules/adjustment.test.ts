import { expect, it } from 'vitest';
import { type Adjustment, adjustmentFaults } from '#rules/adjustment';

const good: Adjustment = { sku: 'MUG', delta: 1, reason: 'RECEIPT', note: null, locationId: null, idempotencyKey: 'k' };

it('takes an adjustment within its limits', () => {
  for (const change of [{}, { delta: -1_000_000 }, { delta: 1_000_000 }, { note: 'x'.repeat(500) }, { idempotencyKey: 'k'.repeat(255) }])
    expect(adjustmentFaults({ ...good, ...change })).toEqual([]);
});

it.each([
  ['sku', { sku: '' }],
  ['sku', { sku: 'A\0' }],
  ['delta', { delta: 0 }],
  ['delta', { delta: 1_000_001 }],
  ['delta', { delta: -1_000_001 }],
  ['note', { note: 'x'.repeat(501) }],
  ['locationId', { locationId: '' }],
  ['idempotencyKey', { idempotencyKey: '' }],
  ['sku', { sku: 'A\ud800' }],
  ['note', { note: 'x\0' }],
  ['note', { note: 'x\ud800' }],
  ['locationId', { locationId: 'm\0' }],
  ['locationId', { locationId: 'm\ud800' }],
  ['idempotencyKey', { idempotencyKey: 'k\0' }],
  ['idempotencyKey', { idempotencyKey: 'k\ud800' }],
  ['idempotencyKey', { idempotencyKey: 'k'.repeat(256) }],
])('names the field that is wrong: %s %j', (field, change) => {
  expect(adjustmentFaults({ ...good, ...change }).map(({ path }) => path)).toEqual([[field]]);
});

it('names all that is wrong at once', () => {
  expect(adjustmentFaults({ ...good, sku: '', delta: 0, idempotencyKey: '' }).map(({ path }) => path.join('.'))).toEqual([
    'sku',
    'delta',
    'idempotencyKey',
  ]);
});
