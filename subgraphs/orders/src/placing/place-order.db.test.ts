import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { openShop, until } from '#testing/shop';

const line = (sku: string, quantity = 1) => ({ lines: [{ sku, quantity }] });

describe('an order', () => {
  test('is placed, settled and paid', async () => {
    const shop = await openShop();
    const answer = await shop.place({ idempotencyKey: 'a', ...line('MUG', 3) });
    expect(answer).toMatchObject({
      __typename: 'OrderPlaced',
      replayed: false,
      order: { status: 'CONFIRMED', totals: { total: { amount: '3.00' } } },
    });
    const states = () =>
      shop.db.query<{ state: string; payment_status: string }>({
        text: 'select state, payment_status from placements p join orders o using (id)',
      });
    const settled = await until(states, ([row]) => row?.state === 'completed');
    expect(settled).toEqual([{ state: 'completed', payment_status: 'PAID' }]);
    expect(shop.rooms.stock.get('MUG')).toBe(997);
  });

  test('costs few statements', async () => {
    const shop = await openShop();
    await shop.place({ idempotencyKey: 'warm', ...line('MUG') });
    await until(
      async () => shop.rooms.calls.get('capturePayments')?.commands,
      (done) => done === 1,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    shop.rooms.stock.set('LAMP', 3);
    const costs: number[] = [];
    for (const round of [1, 2, 3]) {
      const before = shop.room.statements();
      await shop.place({ idempotencyKey: `a${round}`, lines: ['MUG', 'LAMP'].map((sku) => ({ sku, quantity: 1 })) });
      await until(
        async () => shop.rooms.calls.get('capturePayments')?.commands,
        (done) => done === 1 + round,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      costs.push(shop.room.statements() - before);
    }
    // Intent, decision, its reading, order, lines, cancelled?, completed; and what relay and sweep add, which on a busy
    // machine may come twice during one order.
    expect(Math.min(...costs)).toBeLessThanOrEqual(10);
  });

  test('of a key that was answered is answered again, whoever asks at once', async () => {
    const shop = await openShop();
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.place({ idempotencyKey: 'same', ...line('LAMP') })));
    const ids = new Set(answers.map((answer) => (answer['order'] as { id: string }).id));
    expect(ids.size).toBe(1);
    expect(answers.filter(({ replayed }) => replayed === false)).toHaveLength(1);
    expect([...shop.rooms.payments.values()]).toHaveLength(1);
  });

  test('with the same key and another body is refused and tells nothing', async () => {
    const shop = await openShop();
    await shop.place({ idempotencyKey: 'same', ...line('MUG') });
    const answer = await shop.place({ idempotencyKey: 'same', ...line('MUG', 2) });
    expect(answer).toMatchObject({ __typename: 'OrderRejected', placement: null, problems: [{ __typename: 'IdempotencyConflict' }] });
  });

  test('for more than there is names what is short and holds nothing', async () => {
    const shop = await openShop();
    const lines = [
      { sku: 'CHAIR', quantity: 1 },
      { sku: 'MUG', quantity: 600 },
      { sku: 'MUG', quantity: 600 },
    ];
    const answer = await shop.place({ idempotencyKey: 'a', lines });
    expect(answer).toMatchObject({
      __typename: 'OrderRejected',
      retryable: true,
      problems: [
        {
          __typename: 'InsufficientStock',
          shortages: [
            { sku: 'CHAIR', requested: 1, available: 0 },
            { sku: 'MUG', requested: 1200, available: 1000 },
          ],
        },
      ],
    });
    expect(shop.rooms.stock.get('MUG')).toBe(1_000);
  });

  test('whose card is declined lets go of the stock, and stays rejected for its key', async () => {
    const shop = await openShop();
    const order = { idempotencyKey: 'a', ...line('LAMP'), payment: { token: 'tok_declined' } };
    expect(await shop.place(order)).toMatchObject({ __typename: 'OrderRejected', problems: [{ __typename: 'PaymentDeclined' }] });
    expect(
      await until(
        async () => shop.rooms.stock.get('LAMP'),
        (left) => left === 1,
      ),
    ).toBe(1);
    expect(await shop.place(order)).toMatchObject({ __typename: 'OrderRejected', problems: [{ __typename: 'PaymentDeclined' }] });
    expect(await shop.place({ ...order, idempotencyKey: 'b', payment: { token: 'tok_ok' } })).toMatchObject({ __typename: 'OrderPlaced' });
  });

  test('takes no more points than it costs', async () => {
    const shop = await openShop();
    const customerId = uuidv7();
    const buyer = { kind: 'customer', customerId, email: 'ada@example.com', roles: ['customer'] } as const;
    shop.rooms.points.set(customerId, 500);
    const order = { idempotencyKey: 'a', email: 'ada@example.com', redeemPoints: 400, ...line('MUG', 3) };
    expect(await shop.place(order, buyer)).toMatchObject({ order: { totals: { total: { amount: '0.00' } } } });
    expect(shop.rooms.points.get(customerId)).toBe(200);
  });

  test('at another total than the buyer was shown is refused before any payment', async () => {
    const shop = await openShop();
    const answer = await shop.place({ idempotencyKey: 'a', ...line('MUG', 2), expectedTotal: { amount: '1.99', currencyCode: 'USD' } });
    expect(answer).toMatchObject({ problems: [{ __typename: 'PriceChanged', expected: { amount: '1.99' }, actual: { amount: '2.00' } }] });
    expect([...shop.rooms.payments.values()].filter(({ state }) => state !== 'VOIDED')).toHaveLength(0);
  });

  test('of what is unknown or not on sale names each SKU', async () => {
    const shop = await openShop();
    shop.rooms.stock.set('DRAFT', 5);
    const answer = await shop.place({ idempotencyKey: 'a', lines: ['NOPE', 'DRAFT', 'MUG'].map((sku) => ({ sku, quantity: 1 })) });
    expect(answer).toMatchObject({
      retryable: false,
      problems: [
        { __typename: 'ItemUnavailable', message: 'NOPE is not known.' },
        { __typename: 'ItemUnavailable', message: 'DRAFT is not on sale.' },
      ],
    });
  });
});

describe('when calls get lost', () => {
  const verbs = [
    'snapshotVariants',
    'freezeQuotes',
    'reserveStock',
    'authorizePayments',
    'commitStock',
    'confirmQuotes',
    'capturePayments',
  ];
  for (const verb of verbs)
    for (const what of ['request', 'reply'] as const)
      test(`the ${what} of ${verb}, twice: the order is placed once all the same`, async () => {
        const shop = await openShop();
        shop.rooms.lose(verb, what, 2);
        const answer = await shop.place({ idempotencyKey: 'a', ...line('MUG', 2), waitMs: 10_000 });
        expect(answer).toMatchObject({ __typename: 'OrderPlaced' });
        const payments = () => Promise.resolve([...shop.rooms.payments.values()].map(({ state }) => state));
        expect(await until(payments, ([state]) => state === 'CAPTURED')).toEqual(['CAPTURED']);
        expect(shop.rooms.stock.get('MUG')).toBe(998);
        expect([...shop.rooms.stockStates.values()].map(({ state }) => state)).toEqual(['COMMITTED']);
      });

  test('who buys pays the price of the groups that they are in, also where it takes customers three times to say so', async () => {
    const shop = await openShop();
    const [inTrade, inNone] = [uuidv7(), uuidv7()];
    shop.rooms.groups.set(inTrade, ['press', 'trade']);
    shop.rooms.lose('groupsOf', 'request', 2);
    const mug = (key: string) => ({ idempotencyKey: key, ...line('MUG'), waitMs: 10_000 });
    const pays = (customerId: string) =>
      shop.place({ ...mug(customerId), email: null }, { kind: 'customer', customerId, email: 'ada@example.com', roles: ['customer'] });
    const order = (amount: string) => ({ __typename: 'OrderPlaced', order: { totals: { total: { amount } } } });
    expect(await pays(inTrade)).toMatchObject(order('0.40'));
    expect(await pays(inNone)).toMatchObject(order('1.00'));
    expect(await shop.place(mug('a guest'))).toMatchObject(order('1.00'));
  });

  test('points of an order that was refused for want of stock are free before others are given up together', async () => {
    const shop = await openShop();
    const customerId = uuidv7();
    shop.rooms.points.set(customerId, 100);
    const ada = { kind: 'customer', customerId, email: 'ada@example.com', roles: ['customer'] } as const;
    for (let attempt = 1; attempt <= 10; attempt++) {
      const refused = { idempotencyKey: `chair ${attempt}`, email: null, redeemPoints: 100, ...line('CHAIR') };
      expect(await shop.place(refused, ada)).toMatchObject({ __typename: 'OrderRejected', problems: [{ code: 'INSUFFICIENT_STOCK' }] });
      await until(
        async () => shop.rooms.points.get(customerId),
        (points) => points === 100,
      );
    }
    // With all that is refused at the same time each would have waited 100 ms.
    const { rows, waited } = await shop.db
      .query<{ ms: number }>({ text: 'select extract(epoch from finished_at - decided_at)::float8 * 1000 as ms from placements' })
      .then((all) => ({ rows: all.length, waited: Math.min(...all.map(({ ms }) => ms)) }));
    expect(rows).toBe(10);
    expect(waited).toBeLessThan(100);
  });

  test('while an order is given up, everything is let go in the end', async () => {
    const shop = await openShop();
    for (const verb of ['releaseStock', 'cancelQuotes', 'voidPayments']) shop.rooms.lose(verb, 'request', 2);
    await shop.place({ idempotencyKey: 'a', ...line('LAMP'), payment: { token: 'tok_declined' } });
    const state = async () => (await shop.db.query<{ state: string }>({ text: 'select state from placements' }))[0]?.state;
    expect(await until(state, (value) => value === 'aborted')).toBe('aborted');
    expect(shop.rooms.stock.get('LAMP')).toBe(1);
  });

  test('an answer that is not final is OrderPending, and the same key finds the order later', async () => {
    const shop = await openShop();
    shop.rooms.lose('authorizePayments', 'request', 2);
    const first = await shop.place({ idempotencyKey: 'a', ...line('MUG'), waitMs: 0 });
    expect(first).toMatchObject({ __typename: 'OrderPending', placement: { status: 'RUNNING' } });
    expect(await shop.place({ idempotencyKey: 'a', ...line('MUG'), waitMs: 10_000 })).toMatchObject({
      __typename: 'OrderPlaced',
      replayed: true,
    });
  });
});

describe('a process that dies', () => {
  test('leaves placements that the next one finishes, each once', async () => {
    const first = await openShop();
    first.rooms.lose('authorizePayments', 'reply', 1_000);
    const pending = await Promise.all(
      Array.from({ length: 10 }, (_, index) => first.place({ idempotencyKey: `k${index}`, ...line('MUG'), waitMs: 50 })),
    );
    expect(new Set(pending.map(({ __typename }) => __typename))).toEqual(new Set(['OrderPending']));
    await first.close();
    first.rooms.lose('authorizePayments', 'reply', 0);
    const second = await openShop(first.rooms, first.url);
    const states = async () =>
      (await second.db.query<{ state: string }>({ text: 'select state from placements' })).map(({ state }) => state);
    expect(await until(states, (all) => all.every((state) => state === 'completed'), 15_000)).toEqual(Array(10).fill('completed'));
    expect(second.rooms.stock.get('MUG')).toBe(990);
    expect([...second.rooms.payments.values()].every(({ state }) => state === 'CAPTURED')).toBe(true);
  });

  test('for longer than two minutes has its undecided placements given up, with nothing held', async () => {
    const shop = await openShop();
    const id = uuidv7();
    await shop.rooms.remotes.inventory.reserveStock([{ placementId: id, lines: [{ sku: 'LAMP', quantity: 1 }] }]);
    await shop.db.query({
      text: `insert into placements (id, scope, idempotency_key, input_hash, request, lease_until, created_at)
             values ($1, 'guest:x@example.com', 'old', 'h', $2, now(), now() - interval '3 minutes')`,
      values: [id, JSON.stringify({ currency: 'USD', lines: [{ sku: 'LAMP', quantity: 1 }], customerId: null })],
    });
    const read = async () =>
      (await shop.db.query<{ state: string; problems: { code: string }[] }>({ text: 'select state, problems from placements' }))[0];
    const row = await until(read, (value) => value?.state === 'aborted');
    expect(row).toMatchObject({ state: 'aborted', problems: [{ code: 'PLACEMENT_FAILED' }] });
    expect(shop.rooms.stock.get('LAMP')).toBe(1);
  });
});

describe('a challenge', () => {
  test('is answered with the page, and the same key goes on after the buyer accepted', async () => {
    const shop = await openShop();
    const order = { idempotencyKey: 'a', ...line('MUG'), payment: { token: 'tok_challenge' } };
    const first = await shop.place(order);
    expect(first).toMatchObject({ __typename: 'PaymentActionRequired', placement: { status: 'ACTION_REQUIRED' } });
    expect(await shop.place(order)).toMatchObject({ __typename: 'PaymentActionRequired' });
    for (const payment of shop.rooms.payments.values()) payment.state = 'AUTHORIZED';
    expect(await shop.place(order)).toMatchObject({ __typename: 'OrderPlaced', replayed: true });
  });

  test('that was resolved drives the order on by its event alone', async () => {
    const shop = await openShop();
    const answer = await shop.place({ idempotencyKey: 'a', ...line('MUG'), payment: { token: 'tok_challenge' } });
    const { id } = answer['placement'] as { id: string };
    for (const payment of shop.rooms.payments.values()) payment.state = 'AUTHORIZED';
    const event = {
      id: uuidv7(),
      type: 'payments.challenge_resolved',
      version: 1,
      key: id,
      sequence: 1,
      history: false,
      occurredAt: new Date().toISOString(),
      data: { placementId: id },
    };
    await shop.bus.publish(event);
    const state = async () => (await shop.db.query<{ state: string }>({ text: 'select state from placements' }))[0]?.state;
    expect(await until(state, (value) => value === 'completed', 3_000)).toBe('completed');
  });
});

test('concurrent orders leave for other rooms in lists', async () => {
  const shop = await openShop();
  await Promise.all(Array.from({ length: 100 }, (_, index) => shop.place({ idempotencyKey: `k${index}`, ...line('MUG'), waitMs: 20_000 })));
  const { lists, commands } = shop.rooms.calls.get('reserveStock') ?? { lists: 0, commands: 0 };
  expect(commands).toBe(100);
  expect(lists).toBeLessThan(40);
});
