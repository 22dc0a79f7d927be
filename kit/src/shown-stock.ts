import { z } from 'zod';
import { readConfig } from './config.ts';

const units = 'a whole number from 1 to 1,000,000';

/** How much of what is there the public is told: what every process that reads it demands of it. */
export const shownStockVariables = {
  STOCK_SHOWN_AT_MOST: z.coerce.number(units).int(units).min(1, units).max(1_000_000, units).default(50),
};

export const readShownStock = (env: NodeJS.ProcessEnv): number => readConfig(z.object(shownStockVariables), env).STOCK_SHOWN_AT_MOST;
