import { readConfig } from '@cartograph/kit/config';
import { readHolds } from '@cartograph/kit/holds';
import { z } from 'zod';
import type { ChallengeMinutes } from '#deps';

const config = z.object({
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\//, 'must be a URL such as https://shop.example')
    // Where the gateway listens as a process of its own: it passes our pages on.
    .default('http://127.0.0.1:4000'),
  PROVIDER_DEADLINE_MS: z.coerce.number().int().min(50).max(10_000, 'milliseconds from 50 to 10000').default(2_000),
});

/** How long a buyer has at the bank, and stock is held for it: guests, of whom there may be any number, not as long. */
export function readChallengeMinutes(env: NodeJS.ProcessEnv): ChallengeMinutes {
  const { HOLD_MINUTES, HOLD_GUEST_MINUTES } = readHolds(env);
  return { guest: HOLD_GUEST_MINUTES, customer: HOLD_MINUTES };
}

/** What this room reads when it is a process of its own. */
export const readPaymentsConfig = (env: NodeJS.ProcessEnv): z.infer<typeof config> => readConfig(config, env);
