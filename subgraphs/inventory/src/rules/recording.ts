import type { FieldProblem } from '@cartograph/kit/problems';
import { type Fault, faultsOf, isText, keyFault, noteFault, referenceFault, skuFault } from '#rules/text';

export type AdjustmentReason = 'RECEIPT' | 'COUNT' | 'DAMAGE' | 'RETURN' | 'OTHER';

export interface RecordedLine {
  readonly sku: string;
  /** What comes or goes; null where a count is given. */
  readonly delta: number | null;
  /** What lies there by count; null where a delta is given. */
  readonly counted: number | null;
  /** What whoever writes believes to lie there; null: they do not say. */
  readonly expectedOnHand: number | null;
}

export interface Recording {
  readonly idempotencyKey: string;
  readonly locationId: string;
  readonly reason: AdjustmentReason;
  readonly lines: readonly RecordedLine[];
  readonly reference: string | null;
  readonly note: string | null;
}

export const maxDelta = 1_000_000;
export const maxOnHand = 100_000_000;
export const maxRecordedLines = 200;

/** Every field of a recording that is wrong, and what is allowed. */
export function recordingFaults({ idempotencyKey, locationId, lines, reference, note }: Recording): FieldProblem[] {
  const seen = new Set<string>();
  return faultsOf([
    keyFault(idempotencyKey),
    [!isText(locationId, 100), ['locationId'], 'locationId must be 1 to 100 printable characters.'],
    [lines.length < 1 || lines.length > maxRecordedLines, ['lines'], `lines must be 1 to ${maxRecordedLines}.`],
    ...lines.slice(0, maxRecordedLines).flatMap((line, index) => {
      const twice = seen.has(line.sku);
      seen.add(line.sku);
      return lineFaults(line, index, twice);
    }),
    referenceFault(reference),
    noteFault(note),
  ]);
}

function lineFaults({ sku, delta, counted, expectedOnHand }: RecordedLine, index: number, twice: boolean): Fault[] {
  const path = (field: string) => ['lines', index, field];
  const within = (count: number | null): boolean => count === null || (count >= 0 && count <= maxOnHand);
  return [
    skuFault(sku, path('sku')),
    [twice, path('sku'), `${path('sku').join('.')} stands on another line, too: one line a SKU.`],
    [(delta === null) === (counted === null), ['lines', index], `lines.${index} must have exactly one of delta and counted.`],
    [
      delta !== null && (delta === 0 || Math.abs(delta) > maxDelta),
      path('delta'),
      `${path('delta').join('.')} must be from -${maxDelta} to ${maxDelta}, and not 0.`,
    ],
    [!within(counted), path('counted'), `${path('counted').join('.')} must be from 0 to ${maxOnHand}.`],
    [!within(expectedOnHand), path('expectedOnHand'), `${path('expectedOnHand').join('.')} must be from 0 to ${maxOnHand}.`],
  ];
}

/** What lies at the one location that is written, locked. */
export interface Shelf {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** What one line does; `delta` may be 0, when a count found what was booked. */
export interface Move {
  readonly sku: string;
  readonly delta: number;
  readonly onHandAfter: number;
}

export type RecordingDecision =
  | { readonly kind: 'moves'; readonly moves: Move[] }
  | { readonly kind: 'stale'; readonly sku: string; readonly onHand: number; readonly expected: number }
  | { readonly kind: 'below-reserved'; readonly shelves: (Shelf & { delta: number })[] }
  | { readonly kind: 'too-many'; readonly faults: FieldProblem[] };

/** All lines or none. A SKU that never lay there has 0. */
export function decideRecording(lines: readonly RecordedLine[], shelves: readonly Shelf[]): RecordingDecision {
  const bySku = new Map(shelves.map((shelf) => [shelf.sku, shelf]));
  const shelfOf = (sku: string): Shelf => bySku.get(sku) ?? { sku, onHand: 0, reserved: 0 };
  for (const { sku, expectedOnHand } of lines) {
    const { onHand } = shelfOf(sku);
    if (expectedOnHand !== null && expectedOnHand !== onHand) return { kind: 'stale', sku, onHand, expected: expectedOnHand };
  }
  const moves = lines.map(({ sku, delta, counted }) => {
    const { onHand } = shelfOf(sku);
    const onHandAfter = delta === null ? (counted ?? onHand) : onHand + delta;
    return { sku, delta: onHandAfter - onHand, onHandAfter };
  });
  const below = moves.filter(({ sku, onHandAfter }) => onHandAfter < shelfOf(sku).reserved);
  if (below.length > 0) return { kind: 'below-reserved', shelves: below.map(({ sku, delta }) => ({ ...shelfOf(sku), delta })) };
  const faults = faultsOf(
    moves.map(({ onHandAfter }, index) => [
      onHandAfter > maxOnHand,
      ['lines', index, 'delta'],
      `lines.${index}.delta must leave at most ${maxOnHand} on hand.`,
    ]),
  );
  return faults.length > 0 ? { kind: 'too-many', faults } : { kind: 'moves', moves };
}
