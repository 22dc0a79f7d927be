import { uuidv7 } from '@cartograph/kit/ids';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { serveWaiting } from '#backorder/serve-waiting';
import { setStockPolicy } from '#policy/set-stock-policy';
import { clerk, openShop, type Shop } from '#testing/shop';
import { receiveTransfer } from '#transfer/receive-transfer';
import { sendTransfer } from '#transfer/send-transfer';
import { recordStock } from '#writing/record-stock';

const now = new Date('2026-11-30T12:00:00Z');
const places = ['main', 'east'] as const;
type Place = (typeof places)[number];

/** One SKU as plain sums: what the shop must be, whatever happened in which order. */
interface Model {
  onHand: Record<Place, number>;
  inTransit: Record<Place, number>;
  buffer: number;
  limit: number;
  most: number;
  version: number;
  /** In the order in which they came; `has` is reserved, `waits` is not there yet. */
  orders: { id: string; has: number; waits: number; state: 'HELD' | 'COMMITTED' }[];
  transfers: { id: string; to: Place; left: number }[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const reserved = ({ orders }: Model): number => sum(orders.map(({ has }) => has));
const awaited = ({ orders }: Model): number => sum(orders.map(({ waits }) => waits));
const free = (model: Model): number => sum(Object.values(model.onHand)) - reserved(model);

/** First come, first served. */
function settle(model: Model): void {
  let left = Math.max(0, free(model) - model.buffer);
  for (const order of model.orders) {
    const served = Math.min(order.waits, left);
    order.has += served;
    order.waits -= served;
    left -= served;
  }
}

type Step =
  | { kind: 'receipt'; place: Place; delta: number }
  | { kind: 'count'; place: Place; counted: number }
  | { kind: 'order'; quantity: number }
  | { kind: 'commit' | 'release' | 'return' | 'ship'; which: number }
  | { kind: 'send'; from: Place; quantity: number }
  | { kind: 'arrive'; which: number; received: number; lost: number }
  | { kind: 'policy'; buffer: number; limit: number; most: number };

const place = fc.constantFrom(...places);
const which = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('receipt' as const), place, delta: fc.integer({ min: -4, max: 9 }).filter((n) => n !== 0) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('count' as const), place, counted: fc.nat(9) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('order' as const), quantity: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('commit' as const, 'release' as const, 'return' as const, 'ship' as const), which }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('send' as const), from: place, quantity: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('arrive' as const), which, received: fc.nat(4), lost: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('policy' as const),
      buffer: fc.nat(3),
      limit: fc.nat(8),
      most: fc.integer({ min: 1, max: 8 }),
    }),
  },
);

let key = 0;
const idempotencyKey = () => `model-${(key += 1)}`;
const other = (from: Place): Place => (from === 'main' ? 'east' : 'main');

/** How much of what lies somewhere is reserved: where, the rule for picking decides, which has a test of its own. */
const reservedAt = async (shop: Shop, sku: string, at: Place): Promise<number> => {
  const text = 'select reserved from levels where sku = $1 and location_id = $2';
  return Number((await shop.db.query({ text, values: [sku, at] }))[0]?.['reserved'] ?? 0);
};

async function take(shop: Shop, sku: string, model: Model, one: Step): Promise<void> {
  switch (one.kind) {
    case 'receipt':
    case 'count': {
      const after = one.kind === 'count' ? one.counted : model.onHand[one.place] + one.delta;
      const fits = after >= (await reservedAt(shop, sku, one.place));
      const line = {
        sku,
        delta: one.kind === 'count' ? null : one.delta,
        counted: one.kind === 'count' ? one.counted : null,
        expectedOnHand: null,
      };
      const outcome = await recordStock(
        shop.db,
        { idempotencyKey: idempotencyKey(), locationId: one.place, reason: 'COUNT', lines: [line], reference: null, note: null },
        clerk,
      );
      expect(outcome.kind).toBe(fits ? 'recorded' : 'would-go-negative');
      if (fits) model.onHand[one.place] = after;
      break;
    }
    case 'order': {
      const here = Math.max(0, free(model) - model.buffer - awaited(model));
      const later = Math.max(0, model.limit - awaited(model));
      const granted = one.quantity <= Math.min(here + later, model.most);
      const order = await shop.order(sku, one.quantity, uuidv7());
      expect(order.state).toBe(granted ? 'HELD' : 'REFUSED');
      const has = Math.min(here, one.quantity);
      if (granted) model.orders.push({ id: order.placementId, has, waits: one.quantity - has, state: 'HELD' });
      break;
    }
    case 'commit':
    case 'release':
    case 'return':
    case 'ship': {
      const from = one.kind === 'commit' || one.kind === 'release' ? 'HELD' : 'COMMITTED';
      const fitting = model.orders.filter(({ state }) => state === from);
      const order = fitting[one.which % Math.max(1, fitting.length)];
      if (!order) break;
      const command = [{ placementId: order.id }];
      if (one.kind === 'commit') {
        await shop.commitStock(command);
        order.state = 'COMMITTED';
        break;
      }
      if (one.kind === 'ship') {
        const shelves = await Promise.all(places.map((at) => onHandOf(shop, sku, at)));
        const [outcome] = await shop.shipStock(command);
        expect(outcome?.state).toBe(order.waits === 0 ? 'SHIPPED' : 'COMMITTED');
        if (order.waits > 0) break;
        const left = await Promise.all(places.map((at) => onHandOf(shop, sku, at)));
        expect(sum(shelves) - sum(left)).toBe(order.has);
        for (const [index, at] of places.entries()) model.onHand[at] = left[index] ?? 0;
      } else await shop[one.kind === 'release' ? 'releaseStock' : 'returnStock'](command);
      model.orders = model.orders.filter(({ id }) => id !== order.id);
      break;
    }
    case 'send': {
      const fits = model.onHand[one.from] - one.quantity >= (await reservedAt(shop, sku, one.from));
      const to = other(one.from);
      const outcome = await sendTransfer(
        shop.db,
        {
          idempotencyKey: idempotencyKey(),
          fromLocationId: one.from,
          toLocationId: to,
          lines: [{ sku, quantity: one.quantity }],
          reference: null,
          expectedAt: null,
        },
        clerk,
      );
      expect(outcome.kind).toBe(fits ? 'transferred' : 'would-go-negative');
      if (outcome.kind !== 'transferred') break;
      model.onHand[one.from] -= one.quantity;
      model.inTransit[to] += one.quantity;
      model.transfers.push({ id: outcome.transferId, to, left: one.quantity });
      break;
    }
    case 'arrive': {
      const transfer = model.transfers[one.which % Math.max(1, model.transfers.length)];
      if (!transfer || one.received + one.lost === 0) break;
      const came = one.received + one.lost;
      const line = { sku, received: one.received, lost: one.lost };
      const outcome = await receiveTransfer(shop.db, { idempotencyKey: idempotencyKey(), transferId: transfer.id, lines: [line] }, clerk);
      expect(outcome.kind).toBe(came <= transfer.left ? 'transferred' : 'refused');
      if (came > transfer.left) break;
      transfer.left -= came;
      model.inTransit[transfer.to] -= came;
      model.onHand[transfer.to] += one.received;
      break;
    }
    case 'policy': {
      const fits = one.limit === 0 || one.limit >= awaited(model);
      const backorder = one.limit === 0 ? { backorder: null } : { backorder: 'BACKORDER' as const, backorderLimit: one.limit };
      const change = { buffer: one.buffer, maxPerOrder: one.most, ...backorder };
      const outcome = await setStockPolicy(shop.db, { sku, expectedVersion: model.version, change }, clerk, now);
      expect(outcome.kind).toBe(fits ? 'set' : 'refused');
      if (!fits) break;
      const said = one.buffer !== model.buffer || one.most !== model.most || one.limit !== model.limit || model.version === 0;
      if (said) model.version += 1;
      Object.assign(model, { buffer: one.buffer, most: one.most, limit: one.limit });
      break;
    }
  }
}

const onHandOf = async (shop: Shop, sku: string, at: Place): Promise<number> => {
  const text = 'select on_hand from levels where sku = $1 and location_id = $2';
  return Number((await shop.db.query({ text, values: [sku, at] }))[0]?.['on_hand'] ?? 0);
};

async function seen(shop: Shop, sku: string) {
  const text = `select location_id, on_hand, in_transit, reserved from levels where sku = $1`;
  const levels = await shop.db.query({ text, values: [sku] });
  const [terms] = await shop.db.query({ text: 'select backordered from stock_policies where sku = $1', values: [sku] });
  const queue = await shop.db.query({
    text: 'select placement_id, waiting from backorders where sku = $1 and waiting > 0 order by place',
    values: [sku],
  });
  const by = (column: string) =>
    Object.fromEntries(places.map((at) => [at, Number(levels.find((row) => row['location_id'] === at)?.[column] ?? 0)]));
  return {
    onHand: by('on_hand'),
    inTransit: by('in_transit'),
    reserved: sum(Object.values(by('reserved'))),
    awaited: Number(terms?.['backordered'] ?? 0),
    queue: queue.map((row) => [row['placement_id'], row['waiting']]),
  };
}

it('whatever happens in whichever order, the shop has what plain sums say, sells nothing twice and serves the first first', async () => {
  const shop = await openShop();
  let skus = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const sku = `SKU-${(skus += 1)}`;
      const nothing = { main: 0, east: 0 };
      const model: Model = {
        onHand: { ...nothing },
        inTransit: { ...nothing },
        buffer: 0,
        limit: 0,
        most: 10_000,
        version: 0,
        orders: [],
        transfers: [],
      };
      for (const one of steps) {
        await take(shop, sku, model, one);
        await serveWaiting(shop.db, null);
        settle(model);
        expect(await seen(shop, sku)).toEqual({
          onHand: model.onHand,
          inTransit: model.inTransit,
          reserved: reserved(model),
          awaited: awaited(model),
          queue: model.orders.filter(({ waits }) => waits > 0).map(({ id, waits }) => [id, waits]),
        });
      }
    }),
    { numRuns: 40 },
  );
  expect(await shop.violations()).toEqual([]);
}, 240_000);
