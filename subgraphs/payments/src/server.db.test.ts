import type { Caller } from '@cartograph/kit/caller';
import { createLocalEventBus, type DomainEvent } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from '#events';
import { type Commands, start } from '#server';
import { askPage, callerSecret } from '#testing/ask-page';

type PaymentsRoom = Awaited<ReturnType<typeof start>>;

const customerId = uuidv7();
const room: Caller = { kind: 'room', room: 'orders' };
const owner: Caller = { kind: 'customer', customerId, email: 'ada@example.com', roles: ['customer'] };
const stranger: Caller = { ...owner, customerId: uuidv7() };
const staff: Caller = { ...stranger, roles: ['staff'] };

let payments: PaymentsRoom;
const published: DomainEvent[] = [];
beforeAll(async () => {
  const bus = createLocalEventBus();
  await bus.subscribe(
    'test',
    events.map(({ type }) => type),
    async (event) => void published.push(event),
  );
  payments = await start({
    databaseUrl: await freshDatabaseUrl('payments'),
    remotes: {},
    bus,
    log: silentLog(),
    publicUrl: 'https://shop.example',
    listen: { host: '127.0.0.1', port: 0, callerSecret },
  });
});
afterAll(() => payments.stop());

const ask = async (caller: Caller, query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await payments.execute({ query, variables }, caller);
  return { data: JSON.parse(JSON.stringify(data ?? null)) as unknown, codes: errors?.map(({ extensions }) => extensions?.['code']) };
};

const pay = async (changes: Partial<Parameters<Commands['authorizePayments']>[0][number]> = {}): Promise<string> => {
  const placementId = uuidv7();
  await payments.commands.authorizePayments([
    { placementId, amountMinor: 12_50n, currency: 'USD', token: 'tok_ok', customerId, ...changes },
  ]);
  return placementId;
};

const ofOrders = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Order { id payments {
  status authorized { amount currencyCode } captured { amount } refunded { amount } declineCode attempts { verb number outcome } } } } }`;
const keys = (...ids: string[]) => ({ keys: ids.map((id) => ({ __typename: 'Order', id })) });

describe('what a client sees', () => {
  it('an order shows its payment to its buyer', async () => {
    const id = await pay();
    await payments.commands.capturePayments([{ placementId: id }]);
    await payments.commands.refundPayments([{ placementId: id, refundId: `one-${id}`, amountMinor: 2_50n }]);
    const payment = {
      status: 'PARTIALLY_REFUNDED',
      authorized: { amount: '12.50', currencyCode: 'USD' },
      captured: { amount: '12.50' },
      refunded: { amount: '2.50' },
      declineCode: null,
      attempts: null,
    };
    expect(await ask(owner, ofOrders, keys(id))).toMatchObject({ data: { _entities: [{ id, payments: [payment] }] } });
  });

  it('staff see the calls to the provider as well', async () => {
    const id = await pay({ token: 'tok_declined' });
    expect(await ask(staff, ofOrders, keys(id))).toMatchObject({
      data: {
        _entities: [
          {
            payments: [
              { status: 'DECLINED', declineCode: 'CARD_DECLINED', attempts: [{ verb: 'AUTHORIZE', number: 1, outcome: 'DECLINED' }] },
            ],
          },
        ],
      },
    });
  });

  it("another's payment is as if it were not there, by its order and by its own id", async () => {
    const id = await pay();
    const byId = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Payment { status } } }`;
    const own = await ask(
      owner,
      `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Order { payments { id } } } }`,
      keys(id),
    );
    const paymentId = (own.data as { _entities: { payments: { id: string }[] }[] })._entities[0]?.payments[0]?.id ?? '';
    for (const caller of [stranger, { kind: 'guest' } as const]) {
      expect(await ask(caller, ofOrders, keys(id))).toMatchObject({ data: { _entities: [{ payments: [] }] } });
      const key = [{ __typename: 'Payment', id: paymentId }];
      expect(await ask(caller, byId, { keys: key })).toEqual({ data: { _entities: [null] } });
      expect((await ask(owner, byId, { keys: key })).data).toEqual({ _entities: [{ status: 'AUTHORIZED' }] });
    }
  });

  it("a guest's payment is shown to who reached the order", async () => {
    const id = await pay({ customerId: null });
    expect(await ask({ kind: 'guest' }, ofOrders, keys(id))).toMatchObject({
      data: { _entities: [{ payments: [{ status: 'AUTHORIZED' }] }] },
    });
  });

  it('a hundred orders cost one statement, unknown and malformed ids included', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => pay()));
    const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Order { payments { status } } } }`;
    const asked = [...ids, uuidv7(), "'; drop table payments"];
    let least = Number.POSITIVE_INFINITY;
    // A sweep or a relay may look while we count: the least of five is what the orders cost.
    for (let round = 0; round < 5; round += 1) {
      const before = payments.statements();
      const { data } = await ask(owner, query, keys(...asked));
      least = Math.min(least, payments.statements() - before);
      const entities = (data as { _entities: ({ payments: unknown[] } | null)[] })._entities;
      expect(entities.map((entity) => entity?.payments.length ?? null)).toEqual([...ids.map(() => 1), 0, null]);
    }
    expect(least).toBe(1);
  });
});

describe('what other rooms call', () => {
  const authorize = `mutation ($input: [PaymentsAuthorizePaymentInput!]!) {
    authorizePayments(input: $input) { placementId state declineCode redirectUrl expiresAt } }`;

  it('the commands work over GraphQL with amounts as digits', async () => {
    const placementId = uuidv7();
    const input = [{ placementId, amountMinor: '1250', currency: 'EUR', token: 'tok_ok' }];
    const answer = { placementId, state: 'AUTHORIZED', declineCode: null, redirectUrl: null, expiresAt: null };
    expect(await ask(room, authorize, { input })).toEqual({ data: { authorizePayments: [answer] } });
    const settle = `mutation ($id: ID!) {
      capturePayments(input: [{ placementId: $id }]) { placementId state }
      voidPayments(input: [{ placementId: $id }]) { state }
      refundPayments(input: [{ placementId: $id, refundId: "all" }]) { refundId state refundedMinor } }`;
    expect(await ask(room, settle, { id: placementId })).toEqual({
      data: {
        capturePayments: [{ placementId, state: 'CAPTURED' }],
        voidPayments: [{ state: 'CAPTURED' }],
        refundPayments: [{ refundId: 'all', state: 'REFUNDED', refundedMinor: '1250' }],
      },
    });
  });

  it('are refused to everybody else', async () => {
    for (const caller of [{ kind: 'guest' } as const, owner, staff])
      expect((await ask(caller, authorize, { input: [] })).codes).toEqual(['FORBIDDEN']);
  });

  it('their events have the shape that is promised', async () => {
    await pay({ token: 'tok_declined' });
    await expect.poll(() => published.map(({ type }) => type)).toContain('payments.payment_failed');
    expect(undeclared(events, published)).toEqual([]);
  });
});

describe('the page of a challenge', () => {
  const challenge = async (): Promise<{ placementId: string; url: string }> => {
    const command = { placementId: uuidv7(), amountMinor: 1_249_90n, currency: 'EUR', token: 'tok_challenge', customerId: null } as const;
    const [answer] = await payments.commands.authorizePayments([command]);
    return { placementId: command.placementId, url: `${payments.url}${new URL(answer?.redirectUrl ?? '').pathname}` };
  };
  const post = (url: string, answer: string): Promise<Response> => askPage(url, { method: 'POST', body: new URLSearchParams({ answer }) });

  it('shows amount and merchant, loads nothing from elsewhere and cannot be framed', async () => {
    const { url } = await challenge();
    const response = await askPage(url);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(html).toContain('Cartograph demo');
    expect(html).toContain('1249.90 EUR');
    expect(html.match(/<button /g)).toHaveLength(2);
    expect(html).not.toMatch(/src=|href=/);
  });

  it('takes the first answer and only that', async () => {
    const { url, placementId } = await challenge();
    const accepted = await post(url, 'accept');
    expect([accepted.status, await accepted.text()]).toEqual([200, expect.stringContaining('go back to the shop')]);
    expect((await post(url, 'refuse')).status).toBe(410);
    expect((await askPage(url)).status).toBe(410);
    await expect
      .poll(() => published.filter(({ key }) => key === placementId).map(({ type }) => type))
      .toEqual(expect.arrayContaining(['payments.payment_authorized', 'payments.challenge_resolved']));
  });

  it('takes a refusal', async () => {
    const { url } = await challenge();
    expect(await (await post(url, 'refuse')).text()).toContain('Nothing was charged');
  });

  it('an unknown challenge is not found, an answer that is no answer changes nothing', async () => {
    const { url } = await challenge();
    expect((await askPage(`${url}x`)).status).toBe(404);
    expect((await post(`${url}x`, 'accept')).status).toBe(404);
    expect((await post(url, 'perhaps')).status).toBe(400);
    expect(
      (await askPage(url, { method: 'POST', body: '{"answer":"accept"}', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(415);
    expect((await askPage(url)).status).toBe(200);
  });
});
