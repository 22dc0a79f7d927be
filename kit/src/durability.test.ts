import { expect, test } from 'vitest';
import { type Durability, judgeDurability } from './durability.ts';

const safe: Durability = { fsync: 'on', full_page_writes: 'on', data_checksums: 'on', synchronous_commit: 'on' };

test('a server that keeps what it answers is taken without a word, whoever else it waits for', () => {
  for (const production of [true, false])
    for (const synchronous_commit of ['on', 'local', 'remote_write', 'remote_apply'])
      expect(judgeDurability({ ...safe, synchronous_commit }, production)).toEqual({ refused: [], told: [] });
});

test.each(['fsync', 'full_page_writes'] as const)('%s off is refused in production and told elsewhere', (name) => {
  const found = { ...safe, [name]: 'off' };
  const sentence = expect.stringMatching(new RegExp(`^${name} is off there, so that a power cut may .*; set it to on\\.$`)) as string;
  expect(judgeDurability(found, true)).toEqual({ refused: [sentence], told: [] });
  expect(judgeDurability(found, false)).toEqual({ refused: [], told: [sentence] });
});

test('commits that are not waited for are refused everywhere, missing checksums are told', () => {
  for (const production of [true, false]) {
    expect(judgeDurability({ ...safe, synchronous_commit: 'off' }, production).refused).toHaveLength(1);
    expect(judgeDurability({ ...safe, data_checksums: 'off' }, production)).toMatchObject({ refused: [], told: [expect.any(String)] });
  }
});
