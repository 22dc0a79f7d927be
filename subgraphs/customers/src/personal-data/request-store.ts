import type { Queryable } from '@cartograph/kit/db';
import { keptDays, type PersonalDataRequest } from '#personal-data/rules/personal-data';

const columns = `id, customer_id as "customerId", kind, status, rooms_left as "roomsLeft", parts, requested_at as "requestedAt",
  finished_at as "finishedAt", file is not null as "hasFile"`;
type Row = PersonalDataRequest & Record<string, unknown>;

/** The one that is open; of erasures also one that is done: nobody is forgotten twice. */
export async function findStanding(
  tx: Queryable,
  customerId: string,
  kind: PersonalDataRequest['kind'],
): Promise<PersonalDataRequest | undefined> {
  const [row] = await tx.query<Row>({
    text: `select ${columns} from personal_data_requests
           where customer_id = $1 and kind = $2 and (status = 'OPEN' or (kind = 'ERASURE' and status = 'DONE')) order by id desc limit 1`,
    values: [customerId, kind],
  });
  return row;
}

export async function insertRequest(
  tx: Queryable,
  customerId: string,
  kind: PersonalDataRequest['kind'],
  rooms: readonly string[],
): Promise<PersonalDataRequest> {
  const [row] = await tx.query<Row>({
    text: `insert into personal_data_requests (customer_id, kind, rooms_left) values ($1, $2, $3) returning ${columns}`,
    values: [customerId, kind, rooms],
  });
  if (!row) throw new Error('a request was not saved');
  return row;
}

/** What a room answered; undefined when the request is over or the room had answered. */
export async function takeAnswer(tx: Queryable, id: string, room: string, data: string | null): Promise<PersonalDataRequest | undefined> {
  const [row] = await tx.query<Row>({
    text: `update personal_data_requests set rooms_left = array_remove(rooms_left, $2::text),
             parts = case when $3::text is null then parts else parts || jsonb_build_object($2::text, $3::jsonb) end
           where id = $1 and status = 'OPEN' and $2::text = any(rooms_left) returning ${columns}`,
    values: [id, room, data],
  });
  return row;
}

export async function endRequest(tx: Queryable, id: string, file: string | null): Promise<void> {
  await tx.query({
    text: `update personal_data_requests set status = 'DONE', finished_at = now(), parts = '{}', file = $2 where id = $1`,
    values: [id, file],
  });
}

/** At most 20 of each, newest first. */
export async function loadRequests(db: Queryable, customerIds: readonly string[]): Promise<PersonalDataRequest[]> {
  return db.query<Row>({
    name: 'customers_load_personal_data_requests',
    text: `select r.* from unnest($1::uuid[]) as asked(customer) cross join lateral (
             select ${columns} from personal_data_requests where customer_id = asked.customer order by id desc limit 20) r`,
    values: [customerIds],
  });
}

/** One file a customer: what was collected before is no more than what is collected now. */
export async function forgetFilesBefore(tx: Queryable, customerId: string, id: string): Promise<void> {
  await tx.query({
    text: 'update personal_data_requests set file = null where customer_id = $1 and id < $2 and file is not null',
    values: [customerId, id],
  });
}

export async function findFile(db: Queryable, id: string): Promise<string | undefined> {
  const [row] = await db.query<{ file: string | null }>({
    text: `select file from personal_data_requests where id = $1 and finished_at > now() - $2 * interval '1 day'`,
    values: [id, keptDays],
  });
  return row?.file ?? undefined;
}

/** Files whose time is over. */
export async function forgetFiles(db: Queryable): Promise<void> {
  await db.query({
    text: `update personal_data_requests set file = null where file is not null and finished_at < now() - $1 * interval '1 day'`,
    values: [keptDays],
  });
}
