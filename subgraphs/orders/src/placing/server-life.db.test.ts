import { expect, test } from 'vitest';
import { flagPlacement } from '#placing/attention-store';
import { readServerLife } from '#placing/server-life-store';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop, until } from '#testing/shop';

type Verb = 'authorizePayments' | 'capturePayments' | 'voidPayments';

/**
 * A shop whose database server crashes once, while `verb` is under way at payments, whose own writes are durable: the unlogged table is
 * empty then, and `lost` takes back what inventory had answered.
 */
async function shopThatCrashesAt(verb: Verb, lost: (stockStates: Map<string, { state: string }>) => void) {
  const rooms = createFakeRooms();
  const { payments } = rooms.remotes;
  let crash: (() => Promise<unknown>) | undefined;
  const interrupted = <C, O>(call: (commands: C[]) => Promise<O[]>) => {
    return async (commands: C[]): Promise<O[]> => {
      const outcomes = await call(commands);
      const now = crash;
      crash = undefined;
      await now?.();
      return outcomes;
    };
  };
  const remotes = { ...rooms.remotes, payments: { ...payments, [verb]: interrupted(payments[verb].bind(payments) as never) } };
  const shop = await openShop({ ...rooms, remotes });
  await shop.place({ idempotencyKey: 'before', lines: [{ sku: 'MUG', quantity: 1 }] });
  const states = (key: string) =>
    shop.db.query<{ state: string; attempts: number }>({
      text: 'select state, attempts from placements where idempotency_key = $1',
      values: [key],
    });
  const ended = (key: string) =>
    until(
      () => states(key),
      ([row]) => row?.state === 'completed' || row?.state === 'aborted',
    );
  await ended('before');
  crash = async () => {
    await shop.db.query({ text: 'delete from server_life' });
    lost(rooms.stockStates);
  };
  return { ...shop, rooms, ended };
}

test('what was held and lost with the server before the decision is held again, once', async () => {
  const shop = await shopThatCrashesAt('authorizePayments', (stockStates) => {
    const [id] = [...stockStates].at(-1) ?? [];
    stockStates.delete(String(id));
    shop.rooms.stock.set('LAMP', 1);
  });
  const answer = await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'LAMP', quantity: 1 }] });
  expect(answer).toMatchObject({ __typename: 'OrderPlaced' });
  expect(await shop.ended('a')).toEqual([{ state: 'completed', attempts: 1 }]);
  expect(shop.rooms.stock.get('LAMP')).toBe(0);
  expect([...shop.rooms.stockStates.values()].map(({ state }) => state)).toEqual(['COMMITTED', 'COMMITTED']);
});

test('the last unit, lost with the server and sold to somebody else meanwhile, is not sold twice', async () => {
  const shop = await shopThatCrashesAt('authorizePayments', (stockStates) => {
    const [id] = [...stockStates].at(-1) ?? [];
    stockStates.delete(String(id));
    stockStates.set('another', { state: 'COMMITTED' });
  });
  const answer = await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'LAMP', quantity: 1 }] });
  expect(answer).toMatchObject({ __typename: 'OrderRejected', problems: [{ __typename: 'InsufficientStock' }] });
  await shop.ended('a');
  expect([...shop.rooms.payments.values()].map(({ state }) => state)).toEqual(['CAPTURED', 'VOIDED']);
});

test('a placement is not completed on confirmations that were lost with the server', async () => {
  const shop = await shopThatCrashesAt('capturePayments', (stockStates) => {
    const last = [...stockStates.values()].at(-1);
    if (last) last.state = 'HELD';
  });
  await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'LAMP', quantity: 1 }] });
  expect(await shop.ended('a')).toEqual([{ state: 'completed', attempts: 1 }]);
  expect([...shop.rooms.stockStates.values()].map(({ state }) => state)).toEqual(['COMMITTED', 'COMMITTED']);
});

test('a placement is not aborted for good on releases that were lost with the server', async () => {
  const shop = await shopThatCrashesAt('voidPayments', (stockStates) => {
    const last = [...stockStates.values()].at(-1);
    if (last) last.state = 'HELD';
    shop.rooms.stock.set('MUG', (shop.rooms.stock.get('MUG') ?? 0) - 1);
  });
  await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'MUG', quantity: 1 }], payment: { token: 'tok_declined' } });
  expect(await shop.ended('a')).toEqual([{ state: 'aborted', attempts: 1 }]);
  expect([...shop.rooms.stockStates.values()].map(({ state }) => state)).toEqual(['COMMITTED', 'RELEASED']);
  expect(shop.rooms.stock.get('MUG')).toBe(999);
});

const flagged = ({ db }: Awaited<ReturnType<typeof openShop>>) =>
  until(
    () =>
      db.query<{ id: string; lease_owner: string | null; minutes: number }>({
        text: `select id, lease_owner, round(extract(epoch from lease_until - now()) / 60)::int as minutes from placements where needs_attention`,
      }),
    (rows) => rows.length === 1,
  );

test('a placement is not left to a person on confirmations that were lost with the server', async () => {
  const shop = await shopThatCrashesAt('capturePayments', (stockStates) => {
    const last = [...stockStates.values()].at(-1);
    if (last) last.state = 'HELD';
  });
  shop.rooms.refuseCaptures();
  await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'LAMP', quantity: 1 }] });
  await flagged(shop);
  expect([...shop.rooms.stockStates.values()].map(({ state }) => state)).toEqual(['COMMITTED', 'COMMITTED']);
});

test('what waits for a person is shown to one in the same statement: a late worker can do neither alone', async () => {
  const shop = await openShop();
  shop.rooms.refuseCaptures();
  await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'LAMP', quantity: 1 }] });
  const [row] = await flagged(shop);
  expect(row).toMatchObject({ lease_owner: null, minutes: 30 });
  const life = await readServerLife(shop.db);
  const again = { id: row?.id ?? '', reason: 'capture_refused' as const, error: 'late', delayMs: 1_000, life };
  // Taken by somebody else meanwhile, who shows it to a person again rather than let it wait in silence.
  await shop.db.query({
    text: `update placements set needs_attention = false, attention_reason = null, lease_owner = gen_random_uuid(), lease_until = now()`,
  });
  expect(await flagPlacement(shop.db, { ...again, life: '00000000-0000-7000-8000-000000000000' })).toBe(false);
  expect(await shop.db.query({ text: 'select from placements where needs_attention or lease_owner is null' })).toEqual([]);
  expect(await flagPlacement(shop.db, again)).toBe(true);
  expect(await shop.db.query({ text: 'select from placements where needs_attention and lease_owner is null' })).toHaveLength(1);
});

test('the life of the server is kept where a crash empties it, and nothing is decided where it is not', async () => {
  const { db } = await openShop(createFakeRooms());
  await expect(readServerLife(db)).resolves.toMatch(/^[0-9a-f-]{36}$/);
  await db.query({ text: 'alter table server_life set logged' });
  await expect(readServerLife(db)).rejects.toThrow('set unlogged');
});
