import type { Queryable } from '@cartograph/kit/db';
import type { AuditEntry, AuditQuery, AuditRange } from '#audit/rules/audit';
import type { OnChangeAudited } from '#generated/events';

export type NewEntry = OnChangeAudited & { id: string; occurredAt: string; room: string };

/** Enters a change once, however often it is told. */
export async function insertEntry(db: Queryable, entry: NewEntry): Promise<void> {
  const { id, occurredAt, room, actorId, actorName, client, action, entityType, entityId, changes, requestId } = entry;
  await db.query({
    name: 'customers_insert_audit_entry',
    text: `insert into audit_entries (id, occurred_at, room, actor_id, actor_name, client, action, entity_type, entity_id, changes, request_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
    values: [id, occurredAt, room, actorId, actorName, client, action, entityType, entityId, JSON.stringify(changes), requestId],
  });
}

const micros = '(extract(epoch from occurred_at) * 1000000)::bigint';

/** Only what is asked for stands in the statement, so that it can be read by the index of what is. */
function conditionsOf(query: AuditQuery, values: unknown[]): string[] {
  const bind = (value: unknown): string => `$${values.push(value)}`;
  return [
    query.actorId === undefined ? [] : `actor_id = ${bind(query.actorId)}`,
    query.action === undefined ? [] : `action = ${bind(query.action)}`,
    query.entityType === undefined ? [] : `entity_type = ${bind(query.entityType)}`,
    query.entityId === undefined ? [] : `entity_id = ${bind(query.entityId)}`,
    query.after === undefined ? [] : `occurred_at >= ${bind(query.after)}`,
    query.before === undefined ? [] : `occurred_at < ${bind(query.before)}`,
  ].flat();
}

const where = (conditions: readonly string[]): string => (conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`);

/** A page of the log, newest first, in the direction of reading. */
export async function findEntries(db: Queryable, query: AuditQuery, { limit, backward, place }: AuditRange): Promise<AuditEntry[]> {
  const values: unknown[] = [];
  const conditions = conditionsOf(query, values);
  const [side, direction] = backward ? ['>', 'asc'] : ['<', 'desc'];
  if (place) {
    values.push(place.micros, place.id);
    const at = `to_timestamp(0) + $${values.length - 1}::bigint * interval '1 microsecond'`;
    conditions.push(`(occurred_at, id) ${side} (${at}, $${values.length}::uuid)`);
  }
  values.push(limit);
  return db.query<AuditEntry & Record<string, unknown>>({
    text: `select id, occurred_at as "occurredAt", ${micros}::text as micros, room, actor_id as "actorId", actor_name as "actorName",
                  client as ip, action, entity_type as "entityType", entity_id as "entityId", changes, request_id as "requestId"
           from audit_entries ${where(conditions)}
           order by occurred_at ${direction}, id ${direction} limit $${values.length}`,
    values,
  });
}

export async function countEntries(db: Queryable, query: AuditQuery): Promise<number> {
  const values: unknown[] = [];
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from audit_entries ${where(conditionsOf(query, values))}`,
    values,
  });
  return row?.count ?? 0;
}
