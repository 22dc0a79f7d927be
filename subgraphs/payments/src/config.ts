import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const config = z.object({
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\//, 'must be a URL such as https://shop.example')
    .optional(),
  PROVIDER_DEADLINE_MS: z.coerce.number().int().min(50).max(10_000, 'milliseconds from 50 to 10000').default(2_000),
});

/** What this room reads when it is a process of its own. */
export const readPaymentsConfig = (env: NodeJS.ProcessEnv): z.infer<typeof config> => readConfig(config, env);
