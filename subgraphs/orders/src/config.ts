import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const url = (port: number) =>
  z.url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:4001' }).default(`http://127.0.0.1:${port}`);

const ordersConfig = z.object({
  PRODUCTS_URL: url(4001),
  INVENTORY_URL: url(4002),
  PRICING_URL: url(4003),
  CUSTOMERS_URL: url(4004),
  PAYMENTS_URL: url(4006),
  ACCESS_TOKEN_SECRET: z.string().min(16, 'at least 16 characters, the same in every process of orders and for good').optional(),
});

/** Where the other rooms are, and the secret behind guests' access tokens (default: CALLER_SECRET). */
export const readOrdersConfig = (env: NodeJS.ProcessEnv) => readConfig(ordersConfig, env);
