import { expect, test } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import { forgetting } from './retention.ts';

test('what cannot be forgotten is told, and keeps nothing else from being forgotten', async () => {
  const db = await freshDatabase('pricing', true);
  const looked: string[] = [];
  const forget = forgetting(db, 'pricing', [
    { kind: 'damaged', forget: () => Promise.reject(new Error('a page cannot be read')) },
    {
      kind: 'whole',
      forget: async ({ after }) => {
        looked.push(after);
        return { rows: 1, last: null };
      },
    },
  ]);
  await expect(forget()).rejects.toThrow('a page cannot be read');
  expect(looked).toHaveLength(1);
});
