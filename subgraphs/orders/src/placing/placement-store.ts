import type { Queryable } from '@cartograph/kit/db';
import type { PlacementFacts } from '#placing/rules/facts';
import type { Placement, PlacementState } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';
import type { KeyRules } from '#placing/rules/purchase-key';
import type { PlacementRequest } from '#placing/rules/request';

export interface NewPlacement {
  id: string;
  scope: string;
  /** Scopes that earlier rules may have kept the same key under: with one there, this is no new purchase. */
  olderScopes: string[];
  idempotencyKey: string;
  inputHash: string;
  keyRules: KeyRules;
  cartId: string | null;
  request: PlacementRequest;
}

export interface PlacementRow extends Record<string, unknown> {
  id: string;
  scope: string;
  input_hash: string;
  key_rules: KeyRules;
  cart_id: string | null;
  request: PlacementRequest;
  state: PlacementState;
  facts: PlacementFacts;
  problems: StoredProblem[] | null;
  attempts: number;
  needs_attention: boolean;
  last_error: string | null;
  abandoned: boolean;
  recent: boolean;
}

// What cannot be given back of a cancelled order needs attention like the placement itself.
export const placementColumns = `id, scope, input_hash, key_rules, cart_id, request, state, facts, problems, attempts, last_error,
  needs_attention or exists (
    select from cancellations c where c.order_id = placements.id and c.state = 'pending' and c.needs_attention) as needs_attention,
  created_at < now() - interval '2 minutes' as abandoned, created_at > now() - interval '24 hours' as recent`;

export const placementOf = (row: PlacementRow): Placement => ({
  id: row.id,
  scope: row.scope,
  inputHash: row.input_hash,
  keyRules: row.key_rules,
  cartId: row.cart_id,
  request: row.request,
  state: row.state,
  facts: row.facts,
  problems: row.problems,
  attempts: row.attempts,
  needsAttention: row.needs_attention,
  lastError: row.last_error,
  abandoned: row.abandoned,
  recent: row.recent,
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
  const rows = await db.query<PlacementRow & { position: bigint }>({
    name: 'placements_by_key',
    text: `select asked.position, ${placementColumns}
           from unnest($1::text[], $2::text[]) with ordinality as asked(asked_scope, asked_key, position)
           cross join lateral (select * from placements where scope = asked_scope and idempotency_key = asked_key offset 0) placements`,
    values: [keys.map(({ scope }) => scope), keys.map(({ idempotencyKey }) => idempotencyKey)],
  });
  const found = new Map(rows.map((row) => [Number(row.position) - 1, placementOf(row)]));
  return keys.map((_, index) => found.get(index));
}

/** In the order of `ids`; undefined for an unknown one. */
export async function loadPlacements(db: Queryable, ids: readonly string[]): Promise<(Placement | undefined)[]> {
  const rows = await db.query<PlacementRow>({
    name: 'placements_by_id',
    text: `select ${placementColumns} from placements where id = any($1::uuid[])`,
    values: [ids],
  });
  const byId = new Map(rows.map((row) => [row.id, placementOf(row)]));
  return ids.map((id) => byId.get(id));
}

/**
 * The intent, leased to `worker` from the start. The ids that were inserted: a key that is taken already is left out, also when it was taken
 * by earlier rules (`offset 0`: one index look-up an older scope). In the order of the keys, so that lists that share some wait for each
 * other instead of deadlocking.
 */
export async function insertPlacements(
  db: Queryable,
  placements: readonly NewPlacement[],
  worker: string,
  leaseMs: number,
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_insert',
    text: `insert into placements (id, scope, idempotency_key, input_hash, key_rules, cart_id, request, lease_owner, lease_until)
           select id, scope, "idempotencyKey", "inputHash", "keyRules", "cartId", request, $2, now() + $3 * interval '1 millisecond'
           from jsonb_to_recordset($1) as p(id uuid, scope text, "olderScopes" text[], "idempotencyKey" text,
             "inputHash" text, "keyRules" smallint, "cartId" uuid, request jsonb)
           where not exists (select from unnest(p."olderScopes") as older_scope cross join lateral
             (select from placements o where o.scope = older_scope and o.idempotency_key = p."idempotencyKey" offset 0) earlier)
           order by scope, "idempotencyKey"
           on conflict (scope, idempotency_key) do nothing returning id`,
    values: [JSON.stringify(placements), worker, leaseMs],
  });
  return new Set(rows.map(({ id }) => id));
}

// `is not distinct from`: with `=` the planner also reads the partial index of open placements, with the dead entries of all that were
// decided since its last vacuum (2,500 read to find 64).

/**
 * Keeps what was learned; only while nothing is decided. A worker that is late, and has not heard of a challenge, does not take it away: a
 * payment that waits at the bank is counted for as long as it waits.
 */
export async function saveFacts(db: Queryable, items: readonly { id: string; facts: PlacementFacts }[]): Promise<void> {
  await db.query({
    name: 'placements_save_facts',
    text: `update placements set facts = $2::jsonb -> id::text where id = any($1::uuid[]) and state is not distinct from 'pending'
             and (not facts ? 'challenge' or $2::jsonb -> id::text ? 'challenge')`,
    values: [items.map(({ id }) => id), JSON.stringify(Object.fromEntries(items.map(({ id, facts }) => [id, facts])))],
  });
}
