import { readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

const config = z.object({
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\//, 'must be a URL such as https://shop.example')
    // Where the gateway listens as a process of its own: it passes our pages on.
    .default('http://127.0.0.1:4000'),
});

/** What this room reads when it is a process of its own, beside MEDIA_STORE and its sisters. */
export const readProductsConfig = (env: NodeJS.ProcessEnv): z.infer<typeof config> => readConfig(config, env);
