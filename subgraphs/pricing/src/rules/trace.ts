export type PriceRule =
  | 'LIST_PRICE'
  | 'PRICE_LIST'
  | 'SALE'
  | 'QUANTITY_BREAK'
  | 'PROMOTION'
  | 'COUPON'
  | 'SHIPPING'
  | 'POINTS'
  | 'TAX'
  | 'INCLUDED_TAX';

/** One step from nothing to the total, in minor units. */
export interface PriceStep {
  readonly rule: PriceRule;
  readonly label: string;
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
  /** Why something does not apply: for staff. */
  readonly remark?: true;
}

export interface Trace {
  readonly steps: readonly PriceStep[];
  /** Adds `changeMinor` (which may be negative, or 0 for a remark) to the running total. */
  add(rule: PriceRule, label: string, changeMinor: bigint): void;
  /** Adds for staff why something does not apply. */
  remark(rule: PriceRule, label: string): void;
  /** The running total. */
  total(): bigint;
}

export function createTrace(): Trace {
  const steps: PriceStep[] = [];
  const total = () => steps.at(-1)?.afterMinor ?? 0n;
  return {
    steps,
    total,
    add: (rule, label, changeMinor) => {
      steps.push({ rule, label, beforeMinor: total(), afterMinor: total() + changeMinor });
    },
    remark: (rule, label) => {
      steps.push({ rule, label, beforeMinor: total(), afterMinor: total(), remark: true });
    },
  };
}
