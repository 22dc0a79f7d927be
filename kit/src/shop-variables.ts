import { z } from 'zod';
import { currencies } from './money.ts';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError: there is no such zone
  }
};

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

const isOne = (text: string): boolean => currencies.some((currency) => currency === text);

/** What a shop says of itself: what every process that reads it demands of it. */
export const shopVariables = {
  SHOP_NAME: z
    .string()
    .regex(/^\P{Cc}{1,200}$/u, 'one line of at most 200 characters')
    .default('Cartograph'),
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
    .refine((codes) => codes.every(isOne), `must be of ${currencies.join(', ')}, with commas`)
    .transform((codes) => currencies.filter((currency) => codes.includes(currency)).sort((a, b) => codes.indexOf(a) - codes.indexOf(b)))
    .default([...currencies]),
};
