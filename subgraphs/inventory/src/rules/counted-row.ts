import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { type Move, maxOnHand, type Shelf } from '#rules/recording';
import { isText } from '#rules/text';

/** One line of a file: what lies there by count. */
export interface CountedRow {
  readonly sku: string;
  readonly locationCode: string;
  readonly onHand: number;
}

export type RowOutcome =
  | { readonly kind: 'CHANGED' }
  | { readonly kind: 'UNCHANGED' }
  | { readonly kind: 'REFUSED'; readonly problems: readonly FieldProblem[] };

export const refusedRow = (field: string, message: string): RowOutcome => ({ kind: 'REFUSED', problems: [fieldProblem([field], message)] });

/** What is wrong with a row by itself; undefined when nothing is. */
export function rowFault({ sku, onHand }: CountedRow): RowOutcome | undefined {
  const problems = [
    ...(isText(sku, 100) ? [] : [fieldProblem(['sku'], 'sku must be 1 to 100 printable characters.')]),
    ...(onHand >= 0 && onHand <= maxOnHand ? [] : [fieldProblem(['onHand'], `onHand must be from 0 to ${maxOnHand}.`)]),
  ];
  return problems.length === 0 ? undefined : { kind: 'REFUSED', problems };
}

/** Each row for itself, on the locked shelves of its location; a SKU that never lay there has none, and is stocked from then on. */
export function decideRow({ sku, onHand }: CountedRow, shelf: Shelf | undefined): { outcome: RowOutcome; move?: Move } {
  const before = shelf?.onHand ?? 0;
  if (shelf && onHand < shelf.reserved)
    return { outcome: refusedRow('onHand', `onHand must be at least ${shelf.reserved}: so many are reserved.`) };
  if (shelf && onHand === before) return { outcome: { kind: 'UNCHANGED' } };
  return { outcome: { kind: 'CHANGED' }, move: { sku, delta: onHand - before, onHandAfter: onHand } };
}
