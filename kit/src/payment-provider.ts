import { z } from 'zod';
import { readConfig } from './config.ts';

const providers = ['simulator'] as const;

/**
 * Who takes the money (PAYMENTS). In production somebody must have said so: nobody takes a shop into use with the simulator by mistake. Payments reads
 * it, and whoever starts all rooms at once, before anything is made.
 */
export function readProvider(env: NodeJS.ProcessEnv): (typeof providers)[number] {
  const name = z.enum(providers, `must name the payment provider, one of: ${providers.join(', ')} (with which no money moves)`);
  const schema = z.object({ PAYMENTS: env['NODE_ENV'] === 'production' ? name : name.default('simulator') });
  return readConfig(schema, env).PAYMENTS;
}
