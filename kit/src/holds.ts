import { z } from 'zod';
import { readConfig } from './config.ts';

const count = 'a whole number from 1 to 100000';
const minutes = 'minutes from 1 to 1440';
const units = 'a whole number of units from 1 to 10000';

/** How much may be held of the shop before money is there: what every process that reads one of these demands of all of them. */
export const holdVariables = {
  HOLD_PER_BUYER: z.coerce.number(count).int(count).min(1, count).max(100_000, count).default(3),
  HOLD_PER_CLIENT: z.coerce.number(count).int(count).min(1, count).max(100_000, count).default(6),
  HOLD_MAX_QUANTITY: z.coerce.number(units).int(units).min(1, units).max(10_000, units).default(500),
  HOLD_MINUTES: z.coerce.number(minutes).int(minutes).min(1, minutes).max(1_440, minutes).default(15),
  HOLD_GUEST_MINUTES: z.coerce.number(minutes).int(minutes).min(1, minutes).max(1_440, minutes).default(10),
};

/** Payments that may wait at the bank at once, and units of a SKU an order, and for how long the bank may take. */
export const readHolds = (env: NodeJS.ProcessEnv) => readConfig(z.object(holdVariables), env);
