import type { Database, Queryable } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import type { Verdict } from './tokens.ts';

export interface ChargeRow extends Record<string, unknown> {
  key: string;
  reference: string;
  token: string | null;
  state: 'RECEIVED' | 'CHALLENGED' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED';
  decline_code: string | null;
  /** How often anybody asked what became of it, this time included. */
  asked: number;
}

const shown = 'key, reference, token, state, decline_code, asked';

const one = async (rows: Promise<ChargeRow[]>): Promise<ChargeRow | undefined> => (await rows)[0];

export const upsertCharge = (
  db: Queryable,
  { key, token, amountMinor, currency }: { key: string; token: string; amountMinor: bigint; currency: CurrencyCode },
  { first, repeated, declineCode }: Verdict,
): Promise<ChargeRow | undefined> =>
  one(
    db.query({
      name: 'simulator_authorize',
      text: `insert into simulator.charges as c (key, token, amount_minor, currency, state, decline_code, asked)
             values ($1, $2, $3, $4, $5, $6, 1)
             on conflict (key) do update set asked = c.asked + 1, state = case c.state when 'RECEIVED' then $7 else c.state end
             returning ${shown}`,
      values: [key, token, amountMinor, currency, first, declineCode, repeated],
    }),
  );

export const findCharge = (db: Queryable, key: string): Promise<ChargeRow | undefined> =>
  one(
    db.query({
      name: 'simulator_find',
      text: `update simulator.charges set asked = asked + 1 where key = $1 returning ${shown}`,
      values: [key],
    }),
  );

export const confirmCharge = (db: Queryable, key: string): Promise<ChargeRow | undefined> =>
  one(
    db.query({
      name: 'simulator_confirm',
      text: `update simulator.charges set state = case state when 'CHALLENGED' then 'AUTHORIZED' else state end, asked = asked + 1
             where key = $1 returning ${shown}`,
      values: [key],
    }),
  );

export const captureCharge = (db: Queryable, key: string, amountMinor: bigint, refused: string[]): Promise<ChargeRow | undefined> =>
  one(
    db.query({
      name: 'simulator_capture',
      text: `update simulator.charges
             set state = case when state = 'AUTHORIZED' and amount_minor >= $2 and token <> all($3::text[]) then 'CAPTURED' else state end,
                 captured_minor = case when state = 'AUTHORIZED' and amount_minor >= $2 and token <> all($3::text[]) then $2
                                  else captured_minor end
             where key = $1 returning ${shown}`,
      values: [key, amountMinor, refused],
    }),
  );

/** A key that was never heard of is closed, so that a request that is still on its way charges nothing. */
export const voidCharge = (db: Queryable, key: string): Promise<ChargeRow | undefined> =>
  one(
    db.query({
      name: 'simulator_void',
      text: `insert into simulator.charges as c (key, amount_minor, state) values ($1, 0, 'VOIDED')
             on conflict (key) do update
             set state = case when c.state in ('RECEIVED', 'CHALLENGED', 'AUTHORIZED') then 'VOIDED' else c.state end
             returning ${shown}`,
      values: [key],
    }),
  );

/** True when the refund is made, now or before; false when too little is left. */
export const insertRefund = (db: Database, key: string, reference: string, amountMinor: bigint): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [charge] = await tx.query<{ key: string }>({
      text: 'select key from simulator.charges where reference = $1 for update',
      values: [reference],
    });
    const known = await tx.query({ text: 'select 1 from simulator.refunds where key = $1', values: [key] });
    if (known.length > 0) return true;
    const changed = await tx.query({
      text: `update simulator.charges set refunded_minor = refunded_minor + $2
             where key = $1 and refunded_minor + $2 <= captured_minor returning key`,
      values: [charge?.key, amountMinor],
    });
    if (changed.length === 0) return false;
    await tx.query({
      text: 'insert into simulator.refunds (key, charge_key, amount_minor) values ($1, $2, $3)',
      values: [key, charge?.key, amountMinor],
    });
    return true;
  });
