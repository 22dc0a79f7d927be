import { type FieldProblem, fieldProblem, maxQuantity } from '@cartograph/kit/problems';
import { maxDelta, maxOnHand } from '#rules/recording';
import { faultsOf, skuFault } from '#rules/text';

/** What staff may say of how a SKU is sold. */
export interface PolicyState {
  readonly lowStockThreshold: number;
  /** Never sold. */
  readonly buffer: number;
  readonly maxPerOrder: number | null;
  /** Null: not sold without stock. */
  readonly backorder: 'BACKORDER' | 'PREORDER' | null;
  readonly backorderLimit: number | null;
  readonly expectedAt: Date | null;
}

/** What is left out (undefined) stays as it is. */
export type PolicyChange = { readonly [Field in keyof PolicyState]?: PolicyState[Field] | undefined };

/** As it is given: of the ways to sell, `backorder` may name one that is none without stock. */
export type GivenChange = Omit<PolicyChange, 'backorder'> & { readonly backorder?: string | null | undefined };

/** What is to change, with what is wrong of it. A misnamed `backorder` counts as one, so that only it is told. */
export function readChange(given: GivenChange): { change: PolicyChange; faults: FieldProblem[] } {
  const { backorder } = given;
  if (backorder == null || backorder === 'BACKORDER' || backorder === 'PREORDER') return { change: { ...given, backorder }, faults: [] };
  const fault = fieldProblem(['backorder'], 'backorder must be BACKORDER, PREORDER or null.', ['BACKORDER', 'PREORDER']);
  return { change: { ...given, backorder: 'BACKORDER' }, faults: [fault] };
}

/** Without a row of its own a SKU has these terms, and version 0. */
export const unsaid: Omit<PolicyState, 'lowStockThreshold'> = {
  buffer: 0,
  maxPerOrder: null,
  backorder: null,
  backorderLimit: null,
  expectedAt: null,
};

/** What stands after a change. A SKU that is not sold without stock has neither limit nor date. */
export function changed(before: PolicyState, change: PolicyChange): PolicyState {
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: PolicyState = { ...before, ...said };
  return after.backorder === null && change.backorder === null
    ? { ...after, backorderLimit: change.backorderLimit ?? null, expectedAt: change.expectedAt ?? null }
    : after;
}

/** Every field that is wrong of what would stand after a change. */
export function policyFaults(
  sku: string,
  after: PolicyState,
  { before, now, backordered }: { before: PolicyState; now: Date; backordered: number },
): FieldProblem[] {
  const { lowStockThreshold, buffer, maxPerOrder, backorder, backorderLimit, expectedAt } = after;
  const moved = expectedAt?.getTime() !== before.expectedAt?.getTime();
  return faultsOf([
    skuFault(sku, ['sku']),
    [lowStockThreshold < 0 || lowStockThreshold > maxOnHand, ['lowStockThreshold'], `lowStockThreshold must be from 0 to ${maxOnHand}.`],
    [buffer < 0 || buffer > maxDelta, ['buffer'], `buffer must be from 0 to ${maxDelta}.`],
    [
      maxPerOrder !== null && (maxPerOrder < 1 || maxPerOrder > maxQuantity),
      ['maxPerOrder'],
      `maxPerOrder must be from 1 to ${maxQuantity}.`,
    ],
    [
      (backorder === null) !== (backorderLimit === null),
      ['backorderLimit'],
      backorder === null ? 'backorderLimit goes with backorder.' : 'backorderLimit must say how many may be sold before they are there.',
    ],
    [
      backorderLimit !== null && (backorderLimit < 1 || backorderLimit > maxDelta),
      ['backorderLimit'],
      `backorderLimit must be from 1 to ${maxDelta}.`,
    ],
    [
      backorderLimit !== null && backorderLimit >= 1 && backorderLimit < backordered,
      ['backorderLimit'],
      `backorderLimit must be at least ${backordered}: so many are sold already.`,
    ],
    [backorder === null && expectedAt !== null, ['expectedAt'], 'expectedAt goes with backorder.'],
    [moved && expectedAt !== null && expectedAt <= now, ['expectedAt'], 'expectedAt must be in the future.'],
  ]);
}

export const samePolicy = (a: PolicyState, b: PolicyState): boolean => JSON.stringify(listed(a)) === JSON.stringify(listed(b));

const listed = (state: PolicyState): unknown[] => [
  state.lowStockThreshold,
  state.buffer,
  state.maxPerOrder,
  state.backorder,
  state.backorderLimit,
  state.expectedAt?.getTime(),
];
