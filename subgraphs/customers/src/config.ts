import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const config = z.object({
  ORDERS_URL: z.url('must be a URL such as http://127.0.0.1:4005').default('http://127.0.0.1:4005'),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\//, 'must be a URL such as https://shop.example')
    .default('http://127.0.0.1:4000'),
});

/** What customers reads beside what every room reads. */
export const readCustomersConfig = (env: NodeJS.ProcessEnv) => readConfig(config, env);
