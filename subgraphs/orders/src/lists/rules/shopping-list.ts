import { readText } from '@cartograph/kit/people/text';
import {
  type FieldProblem,
  fieldProblem,
  type InvalidInput,
  invalidFields,
  invalidInput,
  maxLines,
  maxQuantity,
} from '@cartograph/kit/problems';
import { checkLength, checkQuantity } from '#placing/rules/fields';
import { type Line, mergeLines } from '#placing/rules/request';

export interface ListLine {
  sku: string;
  quantity: number;
  /** ISO 8601. */
  addedAt: string;
}

export interface ShoppingList {
  id: string;
  customerId: string;
  name: string;
  shared: boolean;
  version: number;
  lines: ListLine[];
  updatedAt: Date;
}

export interface GivenList {
  id?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  name: string;
  shared?: boolean | null | undefined;
  lines?: readonly Line[] | null | undefined;
  cartId?: string | null | undefined;
}

/** Of a customer. */
export const maxLists = 50;

/** Name and lines of a list in the form that they are kept in, or every field that is wrong. Without lines, and without a cart's: undefined. */
export function readList(
  given: GivenList,
): { kind: 'list'; name: string; lines: Line[] | undefined } | { kind: 'invalid'; problem: InvalidInput } {
  const faults: FieldProblem[] = [];
  const name = readText('name', given.name);
  if (name.kind === 'refused') faults.push(fieldProblem(['name'], name.message));
  else if (name.value === null) faults.push(fieldProblem(['name'], 'name must not be empty.'));
  if (given.lines != null && given.cartId != null) faults.push(fieldProblem(['cartId'], 'Give lines, or a cart, not both.'));
  if ((given.id == null) !== (given.expectedVersion == null))
    faults.push(fieldProblem(['expectedVersion'], 'expectedVersion goes with id: both, or neither.'));
  const lines = given.lines ?? [];
  if (lines.length > maxLines) faults.push(fieldProblem(['lines'], `lines must have at most ${maxLines} entries.`));
  else
    for (const [index, { sku, quantity }] of lines.entries())
      for (const problem of [checkLength(sku, ['lines', index, 'sku'], 64), checkQuantity(quantity, ['lines', index, 'quantity'], 1)])
        if (problem) faults.push(...problem.fields);
  const merged = mergeLines(lines);
  if (faults.length === 0 && merged.some(({ quantity }) => quantity > maxQuantity))
    faults.push(fieldProblem(['lines'], `lines of one SKU add up to at most ${maxQuantity}.`));
  const problem = invalidFields(faults);
  if (problem || name.kind === 'refused' || name.value === null)
    return { kind: 'invalid', problem: problem ?? invalidInput([], 'This is no list.') };
  return { kind: 'list', name: name.value, lines: given.lines == null ? undefined : merged };
}

/** What was there keeps the moment at which it came. */
export const linesAfter = (now: readonly ListLine[], lines: readonly Line[], at: Date): ListLine[] =>
  lines.map(({ sku, quantity }) => ({ sku, quantity, addedAt: now.find((line) => line.sku === sku)?.addedAt ?? at.toISOString() }));
