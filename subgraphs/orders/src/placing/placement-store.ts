import type { Queryable } from '@cartograph/kit/db';
import type { Placement, PlacementFacts, PlacementState } from '#placing/placement';
import type { StoredProblem } from '#placing/problem';
import type { PlacementRequest } from '#placing/request';

export interface NewPlacement {
  id: string;
  scope: string;
  idempotencyKey: string;
  inputHash: string;
  cartId: string | null;
  request: PlacementRequest;
}

interface Row extends Record<string, unknown> {
  id: string;
  scope: string;
  input_hash: string;
  cart_id: string | null;
  request: PlacementRequest;
  state: PlacementState;
  facts: PlacementFacts;
  problems: StoredProblem[] | null;
  attempts: number;
  needs_attention: boolean;
  last_error: string | null;
  abandoned: boolean;
}

// What cannot be given back of a cancelled order needs attention like the placement itself.
const columns = `id, scope, input_hash, cart_id, request, state, facts, problems, attempts, last_error,
  needs_attention or exists (
    select from cancellations c where c.order_id = placements.id and c.state = 'pending' and c.needs_attention) as needs_attention,
  created_at < now() - interval '2 minutes' as abandoned`;

const placementOf = (row: Row): Placement => ({
  id: row.id,
  scope: row.scope,
  inputHash: row.input_hash,
  cartId: row.cart_id,
  request: row.request,
  state: row.state,
  facts: row.facts,
  problems: row.problems,
  attempts: row.attempts,
  needsAttention: row.needs_attention,
  lastError: row.last_error,
  abandoned: row.abandoned,
});

export interface PlacementKey {
  scope: string;
  idempotencyKey: string;
}

/**
 * In the order of `keys`; undefined for a key that was never used. `offset 0` keeps it one index look-up a key: a plan made while the
 * table was small must not read all of it later.
 */
export async function findPlacementsByKey(db: Queryable, keys: readonly PlacementKey[]): Promise<(Placement | undefined)[]> {
  const rows = await db.query<Row & { position: bigint }>({
    name: 'placements_by_key',
    text: `select asked.position, ${columns}
           from unnest($1::text[], $2::text[]) with ordinality as asked(asked_scope, asked_key, position)
           cross join lateral (select * from placements where scope = asked_scope and idempotency_key = asked_key offset 0) placements`,
    values: [keys.map(({ scope }) => scope), keys.map(({ idempotencyKey }) => idempotencyKey)],
  });
  const found = new Map(rows.map((row) => [Number(row.position) - 1, placementOf(row)]));
  return keys.map((_, index) => found.get(index));
}

/** In the order of `ids`; undefined for an unknown one. */
export async function loadPlacements(db: Queryable, ids: readonly string[]): Promise<(Placement | undefined)[]> {
  const rows = await db.query<Row>({
    name: 'placements_by_id',
    text: `select ${columns} from placements where id = any($1::uuid[])`,
    values: [ids],
  });
  const byId = new Map(rows.map((row) => [row.id, placementOf(row)]));
  return ids.map((id) => byId.get(id));
}

/**
 * The intent, leased to `worker` from the start. The ids that were inserted: a key that is taken already is left out. In the order of
 * the keys, so that lists that share some wait for each other instead of deadlocking.
 */
export async function insertPlacements(
  db: Queryable,
  placements: readonly NewPlacement[],
  worker: string,
  leaseMs: number,
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_insert',
    text: `insert into placements (id, scope, idempotency_key, input_hash, cart_id, request, lease_owner, lease_until)
           select id, scope, "idempotencyKey", "inputHash", "cartId", request, $2, now() + $3 * interval '1 millisecond'
           from jsonb_to_recordset($1) as p(id uuid, scope text, "idempotencyKey" text, "inputHash" text, "cartId" uuid, request jsonb)
           order by scope, "idempotencyKey"
           on conflict (scope, idempotency_key) do nothing returning id`,
    values: [JSON.stringify(placements), worker, leaseMs],
  });
  return new Set(rows.map(({ id }) => id));
}

// `is not distinct from`: with `=` the planner also reads the partial index of open placements, with the dead entries of all that were
// decided since its last vacuum (2,500 read to find 64).

const byId = (items: readonly { id: string }[], valueOf: (index: number) => unknown): string =>
  JSON.stringify(Object.fromEntries(items.map(({ id }, index) => [id, valueOf(index)])));

/** Of the `ids`, those whose drive began in the life that the server still has: an array, so that the update joins nothing. */
export const stillLiving = (ids: string, lives: string): string =>
  `array(select id from unnest(${ids}::uuid[], ${lives}::uuid[]) as asked(id, life) where exists (select from server_life where token = life))`;

/** Keeps what was learned; only while nothing is decided. */
export async function saveFacts(db: Queryable, items: readonly { id: string; facts: PlacementFacts }[]): Promise<void> {
  await db.query({
    name: 'placements_save_facts',
    text: `update placements set facts = $2::jsonb -> id::text where id = any($1::uuid[]) and state is not distinct from 'pending'`,
    values: [items.map(({ id }) => id), byId(items, (index) => items[index]?.facts)],
  });
}

/** pending -> aborting; frees the cart. The ids that this call decided: re-read the others. */
export async function abortPlacements(
  db: Queryable,
  items: readonly { id: string; problems: StoredProblem[]; facts: PlacementFacts }[],
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_abort',
    text: `with aborted as (
             update placements set state = 'aborting', decided_at = now(), problems = $2::jsonb -> id::text, facts = $3::jsonb -> id::text
             where id = any($1::uuid[]) and state is not distinct from 'pending' returning id, cart_id
           ), freed as (
             update carts set status = 'open', placement_id = null
             where status = 'placing' and placement_id = any(array(select id from aborted where cart_id is not null))
           )
           select id from aborted`,
    values: [items.map(({ id }) => id), byId(items, (index) => items[index]?.problems), byId(items, (index) => items[index]?.facts)],
  });
  return new Set(rows.map(({ id }) => id));
}

/** confirmed -> completed, with PAID for the captured ones. The ids that this call ended: re-read the others. */
export async function completePlacements(
  db: Queryable,
  items: readonly { id: string; captured: boolean; life: string }[],
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_complete',
    text: `with done as (
             update placements set state = 'completed', finished_at = now(), needs_attention = false, last_error = null, lease_owner = null
             where id = any(${stillLiving('$1', '$3')}) and state is not distinct from 'confirmed' returning id
           ), paid as (
             update orders set payment_status = 'PAID'
             where id = any(array(select id from done)) and id = any($2::uuid[]) and payment_status = 'AUTHORIZED' returning id
           ), happened as (
             insert into order_events (order_id, type) select id, 'PAYMENT_CAPTURED' from paid
           )
           select id from done`,
    values: [items.map(({ id }) => id), items.filter(({ captured }) => captured).map(({ id }) => id), items.map(({ life }) => life)],
  });
  return new Set(rows.map(({ id }) => id));
}

/** aborting -> aborted: everything was let go. The ids that this call ended: re-read the others. */
export async function finishAborts(db: Queryable, items: readonly { id: string; life: string }[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_finish_abort',
    text: `update placements set state = 'aborted', finished_at = now(), needs_attention = false, last_error = null, lease_owner = null
           where id = any(${stillLiving('$1', '$2')}) and state is not distinct from 'aborting' returning id`,
    values: [items.map(({ id }) => id), items.map(({ life }) => life)],
  });
  return new Set(rows.map(({ id }) => id));
}

/**
 * Shows a placement to a person and puts it aside for `delayMs`, in one statement: what is put aside is always shown, and nothing that was
 * settled before may be lost until then. False when it has ended, or when `life`, the server's from before the first call, is over: read
 * it again.
 */
export async function flagPlacement(
  db: Queryable,
  { id, error, delayMs, life }: { id: string; error: string; delayMs: number; life: string },
): Promise<boolean> {
  const rows = await db.query({
    name: 'placement_flag',
    text: `update placements set needs_attention = true, last_error = $2, lease_owner = null, lease_until = now() + $3 * interval '1 millisecond'
           where id = $1 and state in ('pending', 'confirmed', 'aborting') and exists (select from server_life where token = $4) returning 1`,
    values: [id, error, delayMs, life],
  });
  return rows.length === 1;
}

/** Makes a placement due now with its attempts forgotten; false when there is none that is unfinished. */
export async function unflagPlacement(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query({
    name: 'placement_unflag',
    text: `update placements set needs_attention = false, attempts = 0, lease_owner = null, lease_until = now()
           where id = $1 and needs_attention and state in ('pending', 'confirmed', 'aborting') returning 1`,
    values: [id],
  });
  return rows.length === 1;
}

/** Also those that have ended, and whose order's cancellation needs it. */
export async function findPlacementsNeedingAttention(db: Queryable, limit: number, after: string | undefined): Promise<Placement[]> {
  const rows = await db.query<Row>({
    name: 'placements_attention',
    text: `select ${columns} from placements
           where id = any(array(
             select id from placements where needs_attention and ($2::uuid is null or id > $2)
             union select order_id from cancellations where state = 'pending' and needs_attention and ($2::uuid is null or order_id > $2)
             order by 1 limit $1))
           order by id`,
    values: [limit, after ?? null],
  });
  return rows.map(placementOf);
}
