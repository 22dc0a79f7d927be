import { type Database, openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import type { RoomName } from '../rooms.ts';

export interface HoldRow extends Record<string, unknown> {
  state: string;
  expiresAt: Date | null;
  shortages: { sku: string; requested: number; available: number }[] | null;
  createdAt: Date;
  settledAt: Date | null;
  lines: { sku: string; location: string; quantity: number }[];
}
export interface QuoteRow extends Record<string, unknown> {
  state: string;
  currency: string | null;
  totalMinor: bigint | null;
  coupons: string[];
  createdAt: Date;
  updatedAt: Date;
}
export interface PointsRow extends Record<string, unknown> {
  state: string;
  points: number;
  pointsToEarn: number;
  refusal: string | null;
  createdAt: Date;
  settledAt: Date | null;
}
export interface PaymentRow extends Record<string, unknown> {
  state: string;
  amountMinor: bigint | null;
  currency: string | null;
  authorizedMinor: bigint;
  capturedMinor: bigint;
  refundedMinor: bigint;
  declineCode: string | null;
  createdAt: Date;
  updatedAt: Date;
  attempts: { verb: string; number: number; outcome: string; latencyMs: number; at: string }[];
  refunds: { state: string; amountMinor: string; at: string }[];
}

/** What the other rooms keep of one placement; null: nothing. A room that cannot be read is missing, and `unread` says why. */
export interface Sides {
  inventory?: HoldRow | null;
  pricing?: QuoteRow | null;
  customers?: PointsRow | null;
  payments?: PaymentRow | null;
  unread: { room: RoomName; why: string }[];
}

const statements = {
  inventory: `select state, expires_at as "expiresAt", shortages, created_at as "createdAt", settled_at as "settledAt",
                     (select coalesce(jsonb_agg(jsonb_build_object('sku', sku, 'location', location_id, 'quantity', quantity)
                                                order by sku, location_id), '[]')
                      from hold_lines l where l.placement_id = h.placement_id) as lines
              from holds h where placement_id = $1`,
  pricing: `select state, trim(currency) as currency, total_minor as "totalMinor", coupons, created_at as "createdAt", updated_at as "updatedAt"
            from placement_quotes where placement_id = $1`,
  customers: `select state, points, points_to_earn as "pointsToEarn", refusal, created_at as "createdAt", settled_at as "settledAt"
              from point_holds where placement_id = $1`,
  payments: `select state, amount_minor as "amountMinor", trim(currency) as currency, authorized_minor as "authorizedMinor",
                    captured_minor as "capturedMinor", refunded_minor as "refundedMinor", decline_code as "declineCode",
                    created_at as "createdAt", updated_at as "updatedAt",
                    (select coalesce(jsonb_agg(jsonb_build_object('verb', verb, 'number', number, 'outcome', outcome,
                                                                  'latencyMs', latency_ms, 'at', at) order by at, id), '[]')
                     from attempts a where a.placement_id = p.placement_id) as attempts,
                    (select coalesce(jsonb_agg(jsonb_build_object('state', state, 'amountMinor', amount_minor::text, 'at', created_at)
                                               order by created_at), '[]')
                     from refunds r where r.placement_id = p.placement_id) as refunds
             from payments p where placement_id = $1`,
} as const;

type Side = keyof typeof statements;

/** Reads what is there, room by room: one that does not answer hides none of the others. */
export async function readSides(databases: Readonly<Record<Side, string>>, id: string): Promise<Sides> {
  const unread: Sides['unread'] = [];
  const read = async <Row extends Record<string, unknown>>(room: Side): Promise<Record<string, Row | null>> => {
    try {
      const [row] = await withDatabase(databases[room], (db) => db.query<Row>({ text: statements[room], values: [id] }));
      return { [room]: row ?? null };
    } catch (error) {
      unread.push({ room, why: whyOf(error) });
      return {};
    }
  };
  const [hold, quote, points, payment] = await Promise.all([
    read<HoldRow>('inventory'),
    read<QuoteRow>('pricing'),
    read<PointsRow>('customers'),
    read<PaymentRow>('payments'),
  ]);
  return { ...hold, ...quote, ...points, ...payment, unread };
}

/** One connection for one look. */
export async function withDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({ url, log: silentLog(), max: 1, applicationName: 'replay' });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** The reason of the driver or the server, on one line. */
export function whyOf(error: unknown): string {
  const { message = '', code = '' } = error as { message?: string; code?: string };
  return (message || code || 'unknown').split('\n')[0] ?? 'unknown';
}
