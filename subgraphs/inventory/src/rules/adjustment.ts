import type { FieldProblem } from '@cartograph/kit/problems';
import { type AdjustmentReason, maxDelta } from '#rules/recording';
import { faultsOf, isText, keyFault, noteFault, skuFault } from '#rules/text';

export interface Adjustment {
  readonly sku: string;
  readonly delta: number;
  readonly reason: AdjustmentReason;
  readonly note: string | null;
  readonly locationId: string | null;
  readonly idempotencyKey: string;
}

/** Every field of an adjustment that is wrong, and what is allowed. */
export function adjustmentFaults({ sku, delta, note, locationId, idempotencyKey }: Adjustment): FieldProblem[] {
  return faultsOf([
    skuFault(sku, ['sku']),
    [delta === 0 || Math.abs(delta) > maxDelta, ['delta'], `delta must be from -${maxDelta} to ${maxDelta}, and not 0.`],
    noteFault(note),
    [locationId !== null && !isText(locationId, 100), ['locationId'], 'locationId must be 1 to 100 printable characters.'],
    keyFault(idempotencyKey),
  ]);
}
