import { readConfig } from '@cartograph/kit/config';
import { type CurrencyCode, currencies } from '@cartograph/kit/money';
import { z } from 'zod';

const url = (port: number) =>
  z.url({ protocol: /^https?$/, error: `must be a URL such as http://127.0.0.1:${port}` }).default(`http://127.0.0.1:${port}`);

// One a line: each names its room's port.
const config = z.object({
  PRODUCTS_URL: url(4001),
  CUSTOMERS_URL: url(4004),
});

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError: there is no such zone
  }
};

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

const shop = z.object({
  SHOP_NAME: z.string().max(200, 'at most 200 characters').default('Cartograph'),
  SHOP_TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone such as Europe/Berlin').default('UTC'),
  SHOP_LOCALES: z
    .string()
    .transform(list)
    .refine(
      (locales) => locales.every((locale) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale)),
      'must be language tags with commas, such as en,de',
    )
    .default(['en']),
  SHOP_CURRENCIES: z
    .string()
    .transform(list)
    .pipe(z.array(z.enum(currencies), `must be of ${currencies.join(', ')}, with commas`).min(1))
    .default([...currencies]),
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
  const { SHOP_NAME, SHOP_TIME_ZONE, SHOP_LOCALES, SHOP_CURRENCIES } = readConfig(shop, env);
  const production = env['NODE_ENV'] === 'production';
  return { name: SHOP_NAME, timeZone: SHOP_TIME_ZONE, locales: SHOP_LOCALES, currencies: SHOP_CURRENCIES, production };
}

let timeZone: string | undefined;

/** Of the process, read once: each quote asks for it. */
export const shopTimeZone = (): string => (timeZone ??= readShop(process.env).timeZone);

/** What pricing reads beside what every room reads. */
export const readPricingConfig = (env: NodeJS.ProcessEnv) => readConfig(config, env);
