import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const url = (port: number) =>
  z.url({ protocol: /^https?$/, error: `must be a URL such as http://127.0.0.1:${port}` }).default(`http://127.0.0.1:${port}`);

// One a line: each names its room's port.
const config = z.object({
  PRODUCTS_URL: url(4001),
  CUSTOMERS_URL: url(4004),
});

/** What pricing reads beside what every room reads. */
export const readPricingConfig = (env: NodeJS.ProcessEnv) => readConfig(config, env);
