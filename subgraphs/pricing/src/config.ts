import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const config = z.object({
  PRODUCTS_URL: z.url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:4001' }).default('http://127.0.0.1:4001'),
});

/** What pricing reads beside what every room reads. */
export const readPricingConfig = (env: NodeJS.ProcessEnv) => readConfig(config, env);
