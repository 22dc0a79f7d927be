import type { NewPlacement } from '#placing/placement-store';
import type { PlacementFacts } from '#placing/rules/facts';
import type { StoredProblem } from '#placing/rules/problem';
import type { Statements } from '#simulation/database';
import type { LeaseGiven } from '#simulation/lease-statements';
import { newLease, type PlacementRow, type Rows } from '#simulation/rows';

/** created_at < now() - interval '2 minutes' */
const abandonedMs = 120_000;

export const keyOf = (scope: string, idempotencyKey: string): string => `${scope}\n${idempotencyKey}`;

const isOpen = ({ state }: PlacementRow): boolean => state === 'pending' || state === 'confirmed' || state === 'aborting';

/** Placements whose payment waits at the bank. */
export const atBank = (rows: Rows): PlacementRow[] =>
  [...rows.placements.values()].filter(({ state, facts }) => state === 'pending' && facts.challenge !== undefined);

const forgotten = ({ request: { paymentToken: _, client: __, ...rest } }: PlacementRow): PlacementRow['request'] => rest;

/** The statements of the stores in src/placing and of cart-store.ts that the saga uses: each is one instant. */
export function placementStatements(rows: Rows, now: () => number, given: LeaseGiven): Statements {
  const shown = (row: PlacementRow) => ({
    id: row.id,
    scope: row.scope,
    input_hash: row.inputHash,
    key_rules: row.keyRules,
    cart_id: row.cartId,
    request: row.request,
    state: row.state,
    facts: row.facts,
    problems: row.problems,
    attempts: row.attempts,
    needs_attention: row.needsAttention,
    last_error: row.lastError,
    abandoned: row.createdAt < now() - abandonedMs,
    recent: row.createdAt > now() - 86_400_000,
  });
  /** A compare-and-set on the state: the rows that were in it. */
  const move = (ids: unknown, from: PlacementRow['state'], change: (row: PlacementRow) => void, lives?: unknown): { id: string }[] =>
    (ids as string[]).flatMap((id, index) => {
      const row = rows.placements.get(id);
      if (row?.state !== from || (lives && (lives as string[])[index] !== rows.life)) return [];
      change(row);
      return [{ id }];
    });
  const cartOf = ({ cartId, id }: PlacementRow) => {
    const cart = cartId === null ? undefined : rows.carts.get(cartId);
    return cart?.status === 'placing' && cart.placementId === id ? cart : undefined;
  };
  const undoing = (cartId: unknown): PlacementRow[] =>
    [...rows.placements.values()].filter((row) => row.cartId === cartId && row.state === 'aborting');
  const finished = { needsAttention: false, attentionReason: null, lastError: null, leaseOwner: null };

  return {
    placements_insert: ([json, worker, leaseMs], undo) =>
      (JSON.parse(String(json)) as NewPlacement[]).flatMap((fresh) => {
        const key = keyOf(fresh.scope, fresh.idempotencyKey);
        if ([fresh.scope, ...fresh.olderScopes].some((scope) => rows.byKey.has(keyOf(scope, fresh.idempotencyKey)))) return [];
        const lease = newLease(String(worker), now() + Number(leaseMs));
        const bare = { facts: {}, problems: null, attentionReason: null, createdAt: now(), decidedAt: null };
        const row: PlacementRow = { ...fresh, ...lease, ...bare, state: 'pending' };
        rows.placements.set(row.id, row);
        rows.byKey.set(key, row);
        undo(() => {
          rows.placements.delete(row.id);
          rows.byKey.delete(key);
        });
        given(String(worker), row.id);
        return [{ id: row.id }];
      }),
    placements_by_key: ([scopes, keys]) =>
      (scopes as string[]).flatMap((scope, index) => {
        const row = rows.byKey.get(keyOf(scope, (keys as string[])[index] ?? ''));
        return row ? [{ position: BigInt(index + 1), ...shown(row) }] : [];
      }),
    placements_by_id: ([ids]) => (ids as string[]).flatMap((id) => rows.placements.get(id) ?? []).map(shown),
    holds_lock: () => [],
    holds_count: ([id, scope, client, customerId]) => {
      const others = atBank(rows).filter((row) => row.id !== id);
      const ofBuyer = others.filter((row) => row.scope === scope && (customerId === null || row.request.customerId === customerId)).length;
      const ofClient = client === null ? 0 : others.filter((row) => row.request.client === client).length;
      return [{ ofBuyer, ofClient, freeInMs: null }];
    },
    placements_save_facts: ([ids, json]) => {
      const facts = JSON.parse(String(json)) as Record<string, PlacementFacts>;
      const keep = (row: PlacementRow): void => {
        const known = facts[row.id] ?? {};
        if (!row.facts.challenge || known.challenge) row.facts = known;
      };
      move(ids, 'pending', keep);
      return [];
    },
    placements_confirm: ([ids, json, lives]) => {
      const facts = JSON.parse(String(json)) as Record<string, PlacementFacts>;
      const decide = (row: PlacementRow): void => {
        Object.assign(row, { state: 'confirmed', decidedAt: now(), facts: facts[row.id], request: forgotten(row) });
        if (row.facts.quote) rows.orders.set(row.id, { quote: row.facts.quote, cancelled: false, paymentStatus: 'AUTHORIZED' });
        const cart = cartOf(row);
        if (cart) Object.assign(cart, { status: 'closed', version: cart.version + 1 });
      };
      return move(ids, 'pending', decide, lives);
    },
    placements_abort: ([ids, problemsJson, factsJson]) => {
      const problems = JSON.parse(String(problemsJson)) as Record<string, StoredProblem[]>;
      const facts = JSON.parse(String(factsJson)) as Record<string, PlacementFacts>;
      return move(ids, 'pending', (row) => {
        Object.assign(row, {
          state: 'aborting',
          decidedAt: now(),
          problems: problems[row.id],
          facts: facts[row.id],
          request: forgotten(row),
        });
        const cart = cartOf(row);
        if (cart) Object.assign(cart, { status: 'open', placementId: null });
      });
    },
    placements_complete: ([ids, captured, lives]) => {
      const complete = (row: PlacementRow): void => {
        Object.assign(row, finished, { state: 'completed' });
        const order = rows.orders.get(row.id);
        if (order?.paymentStatus === 'AUTHORIZED' && (captured as string[]).includes(row.id)) order.paymentStatus = 'PAID';
      };
      return move(ids, 'confirmed', complete, lives);
    },
    placements_finish_abort: ([ids, lives]) =>
      move(ids, 'aborting', (row) => void Object.assign(row, finished, { state: 'aborted' }), lives),
    server_life_begin: () => {
      rows.life ??= `life ${now()}`;
      return [];
    },
    server_life_read: () => (rows.life === undefined ? [] : [{ token: rows.life, unlogged: true }]),
    placement_flag: ([id, error, delayMs, life, reason]) => {
      const row = rows.placements.get(String(id));
      if (!row || !isOpen(row) || life !== rows.life) return [];
      const flagged = { needsAttention: true, attentionReason: reason, lastError: String(error) };
      Object.assign(row, flagged, { leaseOwner: null, leaseUntil: now() + Number(delayMs) });
      return [{}];
    },
    carts_by_id: ([ids]) =>
      (ids as string[]).flatMap((id) => {
        const cart = rows.carts.get(id);
        if (!cart) return [];
        const { version, currency, customerId, couponCodes, status, lines } = cart;
        return [{ id, version, currency, customer_id: customerId, coupon_codes: couponCodes, status, lines }];
      }),
    placement_of_cart: ([cartId]) => {
      const cart = rows.carts.get(String(cartId));
      const holder = cart?.status === 'placing' ? rows.placements.get(cart.placementId ?? '') : undefined;
      const [row] = [...(holder ? [holder] : []), ...undoing(cartId)].toSorted((a, b) => (a.id < b.id ? 1 : -1));
      return row ? [shown(row)] : [];
    },
    cart_claim: ([id, version, placementId], undo) => {
      const cart = rows.carts.get(String(id));
      if (cart?.version !== version || cart?.status !== 'open') return [];
      if (undoing(id).some(({ decidedAt }) => (decidedAt ?? 0) > now() - 2_500)) return [];
      Object.assign(cart, { status: 'placing', placementId: String(placementId) });
      undo(() => void Object.assign(cart, { status: 'open', placementId: null }));
      return [{}];
    },
  };
}

/** The statements of cancellation-store.ts. */
export function cancellationStatements(rows: Rows, now: () => number, given: LeaseGiven): Statements {
  return {
    order_cancel: ([orderId, idempotencyKey, , worker, leaseMs]) => {
      const id = String(orderId);
      const order = rows.orders.get(id);
      if (!order || order.cancelled) return [];
      order.cancelled = true;
      const lease = newLease(String(worker), now() + Number(leaseMs));
      rows.cancellations.set(id, { ...lease, idempotencyKey: String(idempotencyKey), state: 'pending' });
      given(String(worker), id);
      return [{ id }];
    },
    cancellation_find: ([orderId]) => {
      const id = String(orderId);
      const [cancellation, placement, order] = [rows.cancellations.get(id), rows.placements.get(id), rows.orders.get(id)];
      if (!cancellation || !placement || !order) return [];
      return [
        {
          order_id: id,
          idempotency_key: cancellation.idempotencyKey,
          reason: null,
          state: cancellation.state,
          customer_id: placement.request.customerId,
          total_minor: BigInt(order.quote.totalMinor),
          settled: placement.state === 'completed',
          capture_refused: placement.attentionReason === 'capture_refused',
        },
      ];
    },
    cancellation_finish: ([orderId, paymentStatus, life]) => {
      const [cancellation, order] = [rows.cancellations.get(String(orderId)), rows.orders.get(String(orderId))];
      if (cancellation?.state !== 'pending' || life !== rows.life) return [];
      Object.assign(cancellation, { state: 'completed', leaseOwner: null, needsAttention: false, lastError: null });
      if (order) order.paymentStatus = String(paymentStatus);
      return [{}];
    },
    // Nobody in the simulation uses one key for two cancellations.
    cancellation_of_key: () => [],
    cancellations_of: ([ids]) => (ids as string[]).filter((id) => rows.cancellations.has(id)).map((id) => ({ order_id: id })),
  };
}
