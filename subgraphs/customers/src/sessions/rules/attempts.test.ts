import { describe, expect, it } from 'vitest';
import { type Attempts, closedForMs } from '#sessions/rules/attempts';

const attempts = (some: Partial<Attempts>): Attempts => ({
  pair: 1,
  client: 1,
  account: 1,
  known: false,
  pairLeftMs: 5_000,
  clientLeftMs: 9_000,
  ...some,
});

describe('an address', () => {
  it('is closed to a client after ten wrong passwords from there, for as long as their window lasts', () => {
    expect(closedForMs(attempts({ pair: 10 }))).toBeUndefined();
    expect(closedForMs(attempts({ pair: 11, client: null, account: null }))).toBe(5_000);
    expect(closedForMs(attempts({ pair: 11, client: null, account: null, pairLeftMs: 0 }))).toBe(1);
  });

  it('that many guess at gives each stranger fewer guesses, and never none', () => {
    expect(closedForMs(attempts({ account: 101, pair: 3 }))).toBeUndefined();
    expect(closedForMs(attempts({ account: 101, pair: 4 }))).toBe(5_000);
    expect(closedForMs(attempts({ account: 900_000, pair: 1 }))).toBeUndefined();
    expect(closedForMs(attempts({ account: 900_000, pair: 2 }))).toBe(5_000);
  });

  it('stays open to a client where its owner was before, whoever guesses at it from elsewhere or at others from there', () => {
    expect(closedForMs(attempts({ account: null, known: true, pair: 10, client: 5_000 }))).toBeUndefined();
    expect(closedForMs(attempts({ account: null, known: true, pair: 11 }))).toBe(5_000);
  });
});

it('a client that tries address after address is closed to all of them', () => {
  expect(closedForMs(attempts({ client: 150 }))).toBeUndefined();
  expect(closedForMs(attempts({ client: 151, account: null }))).toBe(9_000);
  expect(closedForMs(attempts({ pair: null, client: null, account: null }))).toBe(9_000);
});
