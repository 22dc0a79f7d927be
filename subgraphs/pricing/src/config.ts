import { readConfig } from '@cartograph/kit/config';
import type { CurrencyCode } from '@cartograph/kit/money';
import { shopVariables } from '@cartograph/kit/shop-variables';
import { z } from 'zod';

const url = (port: number) =>
  z.url({ protocol: /^https?$/, error: `must be a URL such as http://127.0.0.1:${port}` }).default(`http://127.0.0.1:${port}`);

// One a line: each names its room's port.
const config = z.object({
  PRODUCTS_URL: url(4001),
  CUSTOMERS_URL: url(4004),
});

/** What a shop says of itself. */
export interface ShopConfig {
  readonly name: string;
  readonly timeZone: string;
  /** The first is the shop's own. */
  readonly locales: readonly string[];
  readonly currencies: readonly CurrencyCode[];
  readonly production: boolean;
}

export function readShop(env: NodeJS.ProcessEnv): ShopConfig {
  const { SHOP_NAME, SHOP_TIME_ZONE, SHOP_LOCALES, SHOP_CURRENCIES } = readConfig(z.object(shopVariables), env);
  const production = env['NODE_ENV'] === 'production';
  return { name: SHOP_NAME, timeZone: SHOP_TIME_ZONE, locales: SHOP_LOCALES, currencies: SHOP_CURRENCIES, production };
}

let timeZone: string | undefined;

/** Of the process, read once: each quote asks for it. */
export const shopTimeZone = (): string => (timeZone ??= readShop(process.env).timeZone);

/** What pricing reads beside what every room reads. */
export const readPricingConfig = (env: NodeJS.ProcessEnv) => readConfig(config, env);
