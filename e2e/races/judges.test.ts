import { describe, expect, test } from 'vitest';
import { judgeCancellations } from './judge-cancellations.ts';
import { judgeCarts } from './judge-carts.ts';
import { judgeClaims } from './judge-claims.ts';
import { judgeOwnCarts } from './judge-own-carts.ts';

describe('claims', () => {
  test('one winner, all others refused, and books that agree are fine', () => {
    expect(judgeClaims({ limit: 1, answers: ['refused', 'won', 'refused'], taken: 1 })).toEqual({ winners: 1, anomalies: [] });
  });

  test.each([
    ['two winners of one thing', ['won', 'won'], 2],
    ['nobody wins what is there', ['refused', 'refused'], 0],
    ['the books know of none', ['won', 'refused'], 0],
    ['an answer that is neither', ['won', 'OrderPending'], 1],
  ])('%s is an anomaly', (_, answers, taken) => {
    expect(judgeClaims({ limit: 1, answers, taken }).anomalies).toHaveLength(1);
  });
});

describe('carts', () => {
  const ordered = { placers: ['won', 'refused'], editors: ['refused'], shown: 2, ordered: [2] };
  const changed = { placers: ['refused', 'refused'], editors: ['won'], shown: 2, ordered: [] };

  test('ordered as shown and never changed, or changed and never ordered, is fine', () => {
    expect(judgeCarts([ordered, changed])).toEqual({ winners: 1, anomalies: [], ways: { ordered: 1, changed: 1 } });
  });

  test.each([
    ['two orders of one cart', { ...ordered, placers: ['won', 'won'], ordered: [2, 2] }],
    ['an order of what was not shown', { ...ordered, ordered: [3] }],
    ['a change that an order overtook', { ...ordered, editors: ['won'] }],
    ['an order that nobody was told of', { ...changed, ordered: [2] }],
    ['everybody refused', { ...changed, editors: ['refused'] }],
  ])('%s is an anomaly', (_, cart) => {
    expect(judgeCarts([cart]).anomalies).not.toEqual([]);
  });
});

describe('carts of customers', () => {
  const right = { answers: ['won', 'won'], carts: 1, units: 4, expected: 4 };

  test('one cart with all that was added once is fine', () => {
    expect(judgeOwnCarts([right, right])).toEqual({ winners: 2, anomalies: [] });
  });

  test.each([
    ['a second cart', { carts: 2 }],
    ['an addition that was lost', { units: 3 }],
    ['one that counts twice', { units: 5 }],
    ['an answer that is a refusal', { answers: ['won', 'CartConflict'] }],
  ])('%s is an anomaly', (_, wrong) => {
    expect(judgeOwnCarts([{ ...right, ...wrong }]).anomalies).toHaveLength(1);
  });
});

describe('cancellations', () => {
  const right = { answers: ['won', 'won'], unpaidBack: 0, paidBackTwice: 0, ways: {}, returned: { units: { due: 2, found: 2 } } };

  test('all cancelled, all money and goods back is fine', () => {
    expect(judgeCancellations(right)).toEqual({ winners: 2, anomalies: [], ways: {} });
  });

  test.each([
    ['money that is kept', { unpaidBack: 1 }],
    ['money that went back twice', { paidBackTwice: 1 }],
    ['goods that went back twice', { returned: { units: { due: 2, found: 3 } } }],
    ['a refusal', { answers: ['won', 'CannotCancelOrder'] }],
  ])('%s is an anomaly', (_, wrong) => {
    expect(judgeCancellations({ ...right, ...wrong }).anomalies).toHaveLength(1);
  });
});
