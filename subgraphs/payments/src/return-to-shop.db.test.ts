import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '#server';
import { askPage, callerSecret } from '#testing/ask-page';

let payments: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  payments = await start({
    databaseUrl: await freshDatabaseUrl('payments'),
    remotes: {},
    bus: createLocalEventBus(),
    log: silentLog(),
    publicUrl: 'https://shop.example',
    listen: { host: '127.0.0.1', port: 0, callerSecret },
  });
});
afterAll(() => payments.stop());

async function challenge(returnUrl: string | null): Promise<{ placementId: string; page: string }> {
  const placementId = uuidv7();
  const [answer] = await payments.commands.authorizePayments([
    { placementId, amountMinor: 12_50n, currency: 'USD', token: 'tok_challenge', customerId: null, returnUrl },
  ]);
  return { placementId, page: `${payments.url}${new URL(answer?.redirectUrl ?? '').pathname}` };
}

const answer = (page: string, said: 'accept' | 'refuse') => askPage(page, { method: 'POST', body: new URLSearchParams({ answer: said }) });

describe('after the bank', () => {
  it.each(['accept', 'refuse'] as const)('the buyer is sent back to the shop, told which placement: %s', async (said) => {
    const { placementId, page } = await challenge('https://shop.example/checkout?step=3&placement=old#done');
    const answered = await answer(page, said);
    expect(answered.status).toBe(303);
    expect(answered.headers.get('location')).toBe(`https://shop.example/checkout?step=3&placement=${placementId}#done`);
  });

  it('the form may lead to the shop, and nowhere else', async () => {
    const { page } = await challenge('https://m.shop.example:8443/back');
    const policy = (await askPage(page)).headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' https://m.shop.example:8443;");
  });

  it('who is too late, or gave the payment up at the shop, finds the way back', async () => {
    const { placementId, page } = await challenge('https://shop.example/back?a="b&c');
    await payments.commands.closeChallenges([{ placementId }]);
    for (const response of [await askPage(page), await answer(page, 'accept')]) {
      expect(response.status).toBe(410);
      expect(await response.text()).toContain(`href="https://shop.example/back?a=%22b&amp;c=&amp;placement=${placementId}"`);
    }
  });

  it('a shop that named no page gets a page that says what happened', async () => {
    const { page } = await challenge(null);
    const answered = await answer(page, 'accept');
    expect([answered.status, await answered.text()]).toEqual([200, expect.stringContaining('go back to the shop')]);
  });
});
