import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';

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

/** Every field of an adjustment that is wrong, and what is allowed. */
export function adjustmentFaults({ sku, delta, note, locationId, idempotencyKey }: Adjustment): FieldProblem[] {
  const faults: [wrong: boolean, field: string, message: string][] = [
    [!isText(sku, 100), 'sku', 'sku must be 1 to 100 printable characters.'],
    [delta === 0 || Math.abs(delta) > maxDelta, 'delta', `delta must be from -${maxDelta} to ${maxDelta}, and not 0.`],
    [
      note !== null && (note.length > maxNote || !isStorableText(note)),
      'note',
      `note must be Unicode text of at most ${maxNote} characters, without NUL.`,
    ],
    [locationId !== null && !isText(locationId, 100), 'locationId', 'locationId must be 1 to 100 printable characters.'],
    [!isText(idempotencyKey, 255), 'idempotencyKey', 'idempotencyKey must be 1 to 255 printable characters.'],
  ];
  return faults.filter(([wrong]) => wrong).map(([, field, message]) => fieldProblem([field], message));
}
