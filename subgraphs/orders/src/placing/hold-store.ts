import type { Database } from '@cartograph/kit/db';
import { saveFacts } from '#placing/placement-store';
import type { HoldsEvidence, PlacementFacts } from '#placing/rules/facts';
import type { HoldLimits } from '#placing/rules/placing-rules';

interface Waiting {
  id: string;
  scope: string;
  /** Null for a guest. */
  customerId: string | null;
  client: string | null;
  facts: PlacementFacts;
}

export type HoldsFound = Omit<HoldsEvidence, 'step' | 'at'>;

/**
 * Keeps that a payment waits at the bank, if its buyer and their client have not too many there already; else tells how many they have.
 * Who comes at the same moment waits for the lock of either, so that together they never are more. Of a customer their own count: anybody
 * can name their address as a guest, and must not keep them from paying. Of a guest all count that name the address.
 */
export const keepChallenge = (
  db: Database,
  { id, scope, customerId, client, facts }: Waiting,
  limits: HoldLimits,
): Promise<HoldsFound | undefined> =>
  db.transaction(async (tx) => {
    // In one order, so that two who share both never wait for each other.
    const keys = [`buyer ${scope}`, ...(client === null ? [] : [`client ${client}`])].sort();
    await tx.query({
      name: 'holds_lock',
      text: 'select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) with ordinality as k(key, place) order by place',
      values: [keys],
    });
    const [counted] = await tx.query<Counted>({
      name: 'holds_count',
      text: `select count(*) filter (where scope = $2 and ($4::text is null or request ->> 'customerId' = $4))::int as "ofBuyer", count(*) filter (where request ->> 'client' = $3)::int as "ofClient",
               greatest(0, extract(epoch from min((facts #>> '{challenge,expiresAt}')::timestamptz) - now()) * 1000)::float8 as "freeInMs"
             from placements
             where state = 'pending' and facts ? 'challenge' and id <> $1 and (scope = $2 or request ->> 'client' = $3)`,
      values: [id, scope, client, customerId],
    });
    const found = counted && tooMany(counted, limits);
    if (!found) await saveFacts(tx, [{ id, facts }]);
    return found;
  });

interface Counted extends Record<string, unknown> {
  ofBuyer: number;
  ofClient: number;
  freeInMs: number | null;
}

function tooMany({ ofBuyer, ofClient, freeInMs }: Counted, { perBuyer, perClient }: HoldLimits): HoldsFound | undefined {
  const retryAfterMs = Math.ceil(freeInMs ?? 0);
  if (ofBuyer >= perBuyer) return { of: 'buyer', open: ofBuyer, limit: perBuyer, retryAfterMs };
  if (ofClient >= perClient) return { of: 'client', open: ofClient, limit: perClient, retryAfterMs };
  return undefined;
}
