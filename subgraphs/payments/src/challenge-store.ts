import type { Queryable } from '@cartograph/kit/db';
import type { Payment } from '#payment';
import { failedEvent, insertEvents, type PaymentRow, paymentColumns, resolvedEvent } from '#payment-store';

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

const declined = (code: string, where: string): string =>
  `with changed as (
     update payments set state = 'DECLINED', decline_code = '${code}', updated_at = now()
     where state = 'CHALLENGED' and ${where} returning *
   ), said as (${insertEvents(failedEvent('decline_code', 'true'), resolvedEvent('true'))})
   select ${paymentColumns} from changed p`;

export async function refuseChallenge(db: Queryable, challengeId: string): Promise<Payment | undefined> {
  const rows = await db.query<PaymentRow>({
    name: 'payments_refuse_challenge',
    text: declined('CHALLENGE_REFUSED', 'challenge_id = $1 and challenge_expires_at > now()'),
    values: [challengeId],
  });
  return rows[0];
}

/** Those whose time is over: of the given placements, or of all (200 at a time). */
export const updateExpired = (db: Queryable, placementIds: readonly string[] | null): Promise<Payment[]> =>
  placementIds
    ? db.query<PaymentRow>({
        name: 'payments_expire_given',
        text: declined('CHALLENGE_EXPIRED', 'challenge_expires_at <= now() and placement_id = any($1::uuid[])'),
        values: [placementIds],
      })
    : db.query<PaymentRow>({
        name: 'payments_expire_all',
        text: declined(
          'CHALLENGE_EXPIRED',
          `placement_id in (select placement_id from payments where state = 'CHALLENGED' and challenge_expires_at <= now()
                            order by challenge_expires_at limit 200 for update skip locked)`,
        ),
      });
