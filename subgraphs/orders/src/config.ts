import { readConfig } from '@cartograph/kit/config';
import { readHolds } from '@cartograph/kit/holds';
import { originVariables } from '@cartograph/kit/origins';
import { z } from 'zod';
import type { PlacingRules } from '#placing/rules/placing-rules';

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

const placingConfig = z.object({
  NODE_ENV: z.string().default('development'),
  ...originVariables,
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be a URL such as https://shop.example' }).optional(),
});

/** How the gateway names this machine: tests and drills decline cards from here by the thousand. */
const ownMachine = ['127.0.0.1', '0:0:0:0::/64'];

/** What the shop allows of whoever places an order; `publicUrl` is where buyers reach it, when PUBLIC_URL does not say. */
export function readPlacingRules(env: NodeJS.ProcessEnv, publicUrl?: string): PlacingRules {
  const { HOLD_PER_BUYER, HOLD_PER_CLIENT, HOLD_MAX_QUANTITY } = readHolds(env);
  const { NODE_ENV, ALLOWED_ORIGINS, PUBLIC_URL = publicUrl } = readConfig(placingConfig, env);
  const exempt = NODE_ENV === 'production' ? [] : ownMachine;
  return {
    holds: { perBuyer: HOLD_PER_BUYER, perClient: HOLD_PER_CLIENT, maxQuantity: HOLD_MAX_QUANTITY },
    returnOrigins: [...new Set([...ALLOWED_ORIGINS, ...(PUBLIC_URL === undefined ? [] : [PUBLIC_URL])].map((url) => new URL(url).origin))],
    development: NODE_ENV !== 'production',
    declines: { max: 10, windowMs: 600_000, exempt },
    coupons: { max: 20, windowMs: 3_600_000, exempt },
  };
}
