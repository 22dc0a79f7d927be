/** One step from nothing to the total, in minor units. */
export interface PriceStep {
  readonly rule: string;
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
}

export interface Trace {
  readonly steps: readonly PriceStep[];
  /** Adds `changeMinor` (which may be negative, or 0 for a remark) to the running total. */
  add(rule: string, changeMinor: bigint): void;
  /** The running total. */
  total(): bigint;
}

export function createTrace(): Trace {
  const steps: PriceStep[] = [];
  const total = () => steps.at(-1)?.afterMinor ?? 0n;
  return {
    steps,
    total,
    add: (rule, changeMinor) => {
      steps.push({ rule, beforeMinor: total(), afterMinor: total() + changeMinor });
    },
  };
}
