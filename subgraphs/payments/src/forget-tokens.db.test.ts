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

it('the simulated provider keeps no token but its own: what a buyer typed into the field is declined and written nowhere', async () => {
  const till = await openTill();
  const typed = ['4242424242424242', 'card 5555-5555-5555-4444', 'tok_of_another_shop'];
  for (const token of typed) expect(await till.pay(token)).toMatchObject({ state: 'DECLINED', declineCode: 'INVALID_TOKEN' });
  await till.pay('tok_challenge');
  const kept = await till.db.query({ text: 'select token from simulator.charges union all select token from payments' });
  expect(kept.map(({ token }) => token).filter((token) => token !== null)).toEqual(['tok_challenge', 'tok_challenge']);
});
