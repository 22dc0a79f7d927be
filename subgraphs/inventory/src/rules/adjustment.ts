import { isStorableText } from '@cartograph/kit/problems';

export type AdjustmentReason = 'RECEIPT' | 'COUNT' | 'DAMAGE' | 'RETURN' | 'OTHER';

export interface Adjustment {
  readonly sku: string;
  readonly delta: number;
  readonly reason: AdjustmentReason;
  readonly note: string | null;
  readonly locationId: string | null;
  readonly idempotencyKey: string;
}

export const maxDelta = 1_000_000;
export const maxOnHand = 100_000_000;

const maxNote = 500;

// Control characters have no place in names.
const isText = (text: string, max: number): boolean =>
  text.length >= 1 && text.length <= max && !/\p{Cc}/u.test(text) && isStorableText(text);

/** The first thing wrong with an adjustment: the field, and what is allowed. */
export function adjustmentFault({
  sku,
  delta,
  note,
  locationId,
  idempotencyKey,
}: Adjustment): [field: string, message: string] | undefined {
  if (!isText(sku, 100)) return ['sku', 'sku must be 1 to 100 printable characters.'];
  if (delta === 0 || Math.abs(delta) > maxDelta) return ['delta', `delta must be from -${maxDelta} to ${maxDelta}, and not 0.`];
  if (note !== null && (note.length > maxNote || !isStorableText(note)))
    return ['note', `note must be Unicode text of at most ${maxNote} characters, without NUL.`];
  if (locationId !== null && !isText(locationId, 100)) return ['locationId', 'locationId must be 1 to 100 printable characters.'];
  if (!isText(idempotencyKey, 255)) return ['idempotencyKey', 'idempotencyKey must be 1 to 255 printable characters.'];
  return undefined;
}
