import { z } from 'zod';
import { readConfig } from './config.ts';

const form = 'days from 1 to 99999, or off';
const days = (text: string): number | undefined => (text === 'off' ? undefined : Number(text));
const pattern = /^(off|[1-9]\d{0,4})$/;

/** How long what nobody needs any more is kept (decision 0040): what every process that reads one of these demands of all of them. */
export const retentionVariables = {
  RETENTION_CARTS: z.string().regex(pattern, form).default('30').transform(days),
  RETENTION_CUSTOMER_CARTS: z.string().regex(pattern, form).default('365').transform(days),
  RETENTION_REFUSALS: z.string().regex(pattern, form).default('30').transform(days),
  RETENTION_EVIDENCE: z.string().regex(pattern, form).default('90').transform(days),
  RETENTION_EVENTS: z.string().regex(pattern, form).default('30').transform(days),
};

/** Days; undefined: for good. */
export interface Retention {
  /** Carts of guests, and carts that became an order or were merged into another. */
  carts: number | undefined;
  /** Carts of customers that they have not touched. */
  customerCarts: number | undefined;
  /** What was refused or let go again: holds of stock and points, and prices. */
  refusals: number | undefined;
  /** What a decision was made of, and calls to the payment provider but the last. */
  evidence: number | undefined;
  /** Events after everybody has them; their inbox keeps what it took 30 days longer than the bus and this together. */
  events: number | undefined;
}

export function readRetention(env: NodeJS.ProcessEnv): Retention {
  const read = readConfig(z.object(retentionVariables), env);
  return {
    carts: read.RETENTION_CARTS,
    customerCarts: read.RETENTION_CUSTOMER_CARTS,
    refusals: read.RETENTION_REFUSALS,
    evidence: read.RETENTION_EVIDENCE,
    events: read.RETENTION_EVENTS,
  };
}
