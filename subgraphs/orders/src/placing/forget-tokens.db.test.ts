import { expect, it } from 'vitest';
import { forgetTokens } from '#placing/forget-tokens';
import { openShop, until } from '#testing/shop';

const keep = `update placements set request = request || '{"paymentToken": "tok_ok"}'`;

it('tokens of placements from before are forgotten, once, and of nobody who is still paying', async () => {
  const shop = await openShop();
  const mug = { lines: [{ sku: 'MUG', quantity: 1 }] };
  for (const idempotencyKey of ['a', 'b', 'c']) await shop.place({ idempotencyKey, ...mug });
  await shop.place({ idempotencyKey: 'waits', ...mug, payment: { token: 'tok_challenge' } });
  await shop.db.query({ text: keep });
  expect(await forgetTokens(shop.db)).toBe(3);
  expect(await forgetTokens(shop.db)).toBe(0);
  const left = async () => (await shop.db.query({ text: `select state from placements where request ? 'paymentToken'` })).length;
  expect(await until(left, (count) => count === 1)).toBe(1);
});
