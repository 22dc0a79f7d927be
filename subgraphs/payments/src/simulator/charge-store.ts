import type { Database, Queryable } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import { keptToken, type Verdict } from './tokens.ts';

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

export interface NewCharge {
  key: string;
  token: string;
  amountMinor: bigint;
  currency: CurrencyCode;
}

/** Each key once; in sorted order, so that lists that share keys cannot deadlock. */
export const upsertCharges = (db: Queryable, charges: readonly (NewCharge & { verdict: Verdict })[]): Promise<ChargeRow[]> =>
  db.query({
    name: 'simulator_authorize',
    text: `insert into simulator.charges as c (key, token, amount_minor, currency, state, decline_code, asked)
           select key, token, amount_minor, currency, first, decline_code, 1
           from jsonb_to_recordset($1) as n(key text, token text, amount_minor bigint, currency char(3), first text, decline_code text)
           order by key
           on conflict (key) do update
           set asked = c.asked + 1, state = case c.state when 'RECEIVED' then $2::jsonb ->> c.key else c.state end
           returning ${shown}`,
    values: [
      JSON.stringify(
        charges.map(({ key, token, amountMinor, currency, verdict: { first, declineCode } }) => ({
          key,
          token: keptToken(token),
          currency,
          first,
          amount_minor: `${amountMinor}`,
          decline_code: declineCode,
        })),
      ),
      JSON.stringify(Object.fromEntries(charges.map(({ key, verdict }) => [key, verdict.repeated]))),
    ],
  });

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

/** Each key once, with its amount. */
export const captureCharges = (
  db: Queryable,
  captures: readonly { key: string; amountMinor: bigint }[],
  refused: readonly string[],
): Promise<ChargeRow[]> =>
  db.query({
    name: 'simulator_capture',
    text: `update simulator.charges
           set state = case when ${capturable} then 'CAPTURED' else state end,
               captured_minor = case when ${capturable} then ($2::jsonb ->> key)::bigint else captured_minor end
           where key = any($1::text[]) returning ${shown}`,
    values: [
      captures.map(({ key }) => key),
      JSON.stringify(Object.fromEntries(captures.map(({ key, amountMinor }) => [key, `${amountMinor}`]))),
      refused,
    ],
  });

const capturable = `state = 'AUTHORIZED' and amount_minor >= ($2::jsonb ->> key)::bigint and token <> all($3::text[])`;

/** Each key once. One that was never heard of is closed, so that a request that is still on its way charges nothing. */
export const voidCharges = (db: Queryable, keys: readonly string[]): Promise<ChargeRow[]> =>
  db.query({
    name: 'simulator_void',
    text: `insert into simulator.charges as c (key, amount_minor, state)
           select key, 0, 'VOIDED' from unnest($1::text[]) as v(key) order by key
           on conflict (key) do update
           set state = case when c.state in ('RECEIVED', 'CHALLENGED', 'AUTHORIZED') then 'VOIDED' else c.state end
           returning ${shown}`,
    values: [keys],
  });

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
