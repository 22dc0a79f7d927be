import type { Fault } from '../support/fault-proxy.ts';

/** The rooms that orders calls, in the order of the saga. */
export const edges = ['products', 'pricing', 'inventory', 'customers', 'payments'] as const;
export type Edge = (typeof edges)[number];

/** What a room does to orders that is no answer. `stopped`: SIGSTOP instead of a fault on the wire. */
export const faults = {
  latency: { latencyMs: 150 },
  reset: { kind: 'reset', share: 0.3 },
  refuse: { kind: 'refuse' },
  blackhole: { kind: 'blackhole', share: 0.3 },
  silent: { kind: 'silent', share: 0.3 },
  'half-open': { kind: 'half-open', share: 0.3 },
  'lost-reply': { kind: 'lost-reply', share: 0.5 },
  duplicate: { kind: 'duplicate', share: 0.5 },
  stopped: 'SIGSTOP',
} as const satisfies Record<string, Fault | 'SIGSTOP'>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
