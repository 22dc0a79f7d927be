import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '#buckets/memory-store';

function storeAt(maxKeys?: number) {
  let now = 0;
  const store = createMemoryStore(maxKeys, () => now);
  return { store, pass: (ms: number) => void (now += ms) };
}

describe('a bucket', () => {
  it('gives what is in it, says when there is enough again, and fills evenly within a minute', () => {
    const { store, pass } = storeAt();
    for (let taken = 0; taken < 60; taken += 1) expect(store.take('ada', 1, 60)).toBe(0);
    expect(store.take('ada', 1, 60)).toBe(1_000);
    expect(store.take('ada', 3, 60)).toBe(3_000);
    pass(999);
    expect(store.take('ada', 1, 60)).toBeGreaterThan(0);
    pass(1);
    expect(store.take('ada', 1, 60)).toBe(0);
    pass(3_600_000);
    expect(store.take('ada', 60, 60)).toBe(0);
    expect(store.take('ada', 1, 60)).toBe(1_000);
  });

  it('is one client’s alone, and what was refused has taken nothing', () => {
    const { store } = storeAt();
    expect(store.take('ada', 2, 3)).toBe(0);
    expect(store.take('ada', 2, 3)).toBeGreaterThan(0);
    expect(store.take('ada', 1, 3)).toBe(0);
    expect(store.take('grace', 3, 3)).toBe(0);
  });

  it('is forgotten when there are too many, whoever was longest not seen first', () => {
    const { store } = storeAt(100);
    store.take('mallory', 3, 3);
    for (let client = 0; client < 5_000; client += 1) {
      store.take(`client ${client}`, 1, 3);
      expect(store.take('mallory', 1, 3)).toBeGreaterThan(0);
    }
    expect(store.size()).toBeLessThanOrEqual(100);
    const unbounded = storeAt(Infinity).store;
    for (let client = 0; client < 5_000; client += 1) unbounded.take(`client ${client}`, 1, 3);
    expect(unbounded.size()).toBe(5_000);
  });
});
