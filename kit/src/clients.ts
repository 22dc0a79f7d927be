import { isIP } from 'node:net';
import { z } from 'zod';

/** An address, or a network of them such as 10.0.0.0/8. Everything (/0) is none: then anybody could say who they are. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128));
}

const list = (text: string): string[] => text.split(',').flatMap((each) => each.trim() || []);

/** Who may say for whom a request comes, and by which names it may come: what every process that reads one of these demands of all of them. */
export const clientVariables = {
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(list)
    .refine((networks) => networks.every(isNetwork), 'addresses or networks such as 10.0.0.0/8, with commas'),
  ALLOWED_HOSTS: z.string().default('').transform(list),
  WEB_KEY: z.string().min(22, 'at least 22 characters that nobody can guess').optional(),
};
