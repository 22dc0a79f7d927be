import { expect, it } from 'vitest';
import { forgetTokens } from '#forget-tokens';
import { command, openTill } from '#testing/till';

it('tokens of payments from before are forgotten, once, and of none that still waits for the provider or the bank', async () => {
  const till = await openTill();
  for (const token of ['tok_ok', 'tok_declined']) await till.pay(token);
  await till.authorizePayments([command('tok_challenge')]);
  const holding = async () => (await till.db.query({ text: 'select 1 from payments where token is not null' })).length;
  expect(await holding()).toBe(1);
  await till.db.query({ text: `update payments set token = 'tok_before'` });
  expect(await forgetTokens(till.deps)).toBe(2);
  expect(await forgetTokens(till.deps)).toBe(0);
  expect(await holding()).toBe(1);
});
