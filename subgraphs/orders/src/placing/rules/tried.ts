import type { PointsState } from '#remotes/customers';
import type { StockState } from '#remotes/inventory';
import type { QuoteState } from '#remotes/pricing';

// What the states that participants answer a Try with mean to the saga. A state that a room adds to its SDL must be given a meaning
// here before it compiles; one that a newer room sends meanwhile is a fault, and asked again.

/** `let go`: given up or back before this Try came, so somebody else has decided. */
export type Tried = 'done' | 'refused' | 'let go';

export function triedPrice(state: QuoteState): Tried {
  switch (state) {
    case 'FROZEN':
    case 'CONFIRMED':
    case 'RETURNED':
      return 'done';
    case 'REFUSED':
      return 'refused';
    case 'CANCELLED':
      return 'let go';
    default:
      return unheardOf(state);
  }
}

export function triedStock(state: StockState): Tried {
  switch (state) {
    case 'HELD':
    case 'COMMITTED':
    case 'SHIPPED':
    case 'RETURNED':
      return 'done';
    case 'REFUSED':
      return 'refused';
    case 'RELEASED':
      return 'let go';
    default:
      return unheardOf(state);
  }
}

export function triedPoints(state: PointsState): Tried {
  switch (state) {
    case 'HELD':
    case 'COMMITTED':
    case 'REVERSED':
      return 'done';
    case 'REFUSED':
      return 'refused';
    case 'RELEASED':
      return 'let go';
    default:
      return unheardOf(state);
  }
}

function unheardOf(state: never): never {
  throw new Error(`a participant says ${String(state)}, which the saga does not know`);
}
