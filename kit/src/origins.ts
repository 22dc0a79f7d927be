import { z } from 'zod';

const form = 'origins such as https://shop.example, with commas';

/** Whether a text is an origin, with or without a slash behind it. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '');

/** ALLOWED_ORIGINS, as gateway, orders and the whole stack read it: what browsers send, so without a slash at the end. */
export const originVariables = {
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((origin) => origin.trim() || []))
    .refine((list) => list.every(isOrigin), form)
    .transform((list) => list.map((origin) => new URL(origin).origin)),
};
