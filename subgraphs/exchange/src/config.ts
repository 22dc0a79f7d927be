import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const url = (port: number) => z.url(`must be a URL such as http://127.0.0.1:${port}`).default(`http://127.0.0.1:${port}`);

const config = z.object({
  PRODUCTS_URL: url(4001),
  INVENTORY_URL: url(4002),
  PRICING_URL: url(4003),
  CUSTOMERS_URL: url(4004),
  ORDERS_URL: url(4005),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\//, 'must be a URL such as https://shop.example')
    // Where the gateway listens as a process of its own: it passes our files on.
    .default('http://127.0.0.1:4000'),
});

/** What exchange reads beside what every room reads. */
export const readExchangeConfig = (env: NodeJS.ProcessEnv) => readConfig(config, env);
