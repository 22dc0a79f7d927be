import type { Queryable } from '@cartograph/kit/db';
import { countEvents, eventsByLookup, insertEvents } from '@cartograph/kit/numbered-events';
import { challengeFailedEvents } from '#build-events';
import { type PaymentRow, paymentColumns } from '#payment-store';
import { challengeExpired, type Payment } from '#rules/payment';

/** With whether it can still be answered, by the database's clock. */
export async function findChallenge(db: Queryable, challengeId: string): Promise<{ payment: Payment; open: boolean } | undefined> {
  const [row] = await db.query<PaymentRow & { open: boolean }>({
    name: 'payments_find_challenge',
    text: `select ${paymentColumns}, (p.state = 'CHALLENGED' and p.challenge_expires_at > now()) as open
           from payments p where p.challenge_id = $1`,
    values: [challengeId],
  });
  return row && { payment: row, open: row.open };
}

/** Once, and not after its time; the provider is asked to confirm next. */
export async function acceptChallenge(db: Queryable, challengeId: string): Promise<Payment | undefined> {
  const rows = await db.query<PaymentRow>({
    name: 'payments_accept_challenge',
    text: `update payments p set state = 'AUTHORIZING', challenge_accepted_at = now(), updated_at = now()
           where challenge_id = $1 and state = 'CHALLENGED' and challenge_expires_at > now() returning ${paymentColumns}`,
    values: [challengeId],
  });
  return rows[0];
}

const failed = { parameter: '$2', lookup: 'placement_id::text' };

const declined = (code: string, where: string): string =>
  `with changed as (
     update payments set state = 'DECLINED', decline_code = '${code}', token = null, event_sequence = event_sequence + ${countEvents(failed)},
       updated_at = now()
     where placement_id = any($1::uuid[]) and state is not distinct from 'CHALLENGED' and ${where} returning *
   ), said as (${insertEvents({ ...failed, from: 'changed' })})
   select ${paymentColumns} from changed p`;

const decline = (db: Queryable, code: string, where: string, placementIds: readonly string[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: `payments_${code.toLowerCase()}`,
    text: declined(code, where),
    values: [placementIds, eventsByLookup(placementIds.map((id) => challengeFailedEvents(id, code)))],
  });

/** Of a payment that was found by its challenge; undefined when it cannot be answered any more. */
export async function refuseChallenge(db: Queryable, placementId: string): Promise<Payment | undefined> {
  const rows = await decline(db, 'CHALLENGE_REFUSED', 'challenge_expires_at > now()', [placementId]);
  return rows[0];
}

/** The code of what the buyer gave up at the shop. */
export const challengeCancelled = 'CHALLENGE_CANCELLED';

/**
 * Of these placements, those whose challenge nobody has answered, and those that were never asked for, which leaves a tombstone: a late
 * authorization finds it. Whoever accepted first has left CHALLENGED, so exactly one of the two happens. Gives the rows it changed.
 */
export const cancelChallenges = (db: Queryable, placementIds: readonly string[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_cancel_challenges',
    text: `with changed as (
             update payments set state = 'DECLINED', decline_code = '${challengeCancelled}', token = null,
               event_sequence = event_sequence + ${countEvents(failed)}, updated_at = now()
             where placement_id = any($1::uuid[]) and state is not distinct from 'CHALLENGED' returning *
           ), said as (${insertEvents({ ...failed, from: 'changed' })}),
           never_asked as (
             insert into payments (placement_id, state, decline_code)
             select id, 'DECLINED', '${challengeCancelled}' from unnest($1::uuid[]) as id order by id
             on conflict (placement_id) do nothing returning *
           )
           select ${paymentColumns} from changed p union all select ${paymentColumns} from never_asked p`,
    values: [placementIds, eventsByLookup(placementIds.map((id) => challengeFailedEvents(id, challengeCancelled)))],
  });

/** Challenges whose time is over, 200 at most. */
export async function findExpired(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'payments_find_expired',
    text: `select placement_id as id from payments where state = 'CHALLENGED' and challenge_expires_at <= now()
           order by challenge_expires_at limit 200`,
  });
  return rows.map(({ id }) => id).sort();
}

/** Those of these placements whose time is over. */
export const updateExpired = (db: Queryable, placementIds: readonly string[]): Promise<Payment[]> =>
  decline(db, challengeExpired, 'challenge_expires_at <= now()', placementIds);
