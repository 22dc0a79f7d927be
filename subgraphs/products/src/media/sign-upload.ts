import { createHmac, timingSafeEqual } from 'node:crypto';

const signatureOf = (secret: string, id: string, expires: number): Buffer =>
  createHmac('sha256', secret).update(`media upload ${id} ${expires}`).digest();

/** The path of an upload: whoever has it may send one picture until then, and needs no account. */
export const uploadPath = (secret: string, id: string, expiresAt: Date): string => {
  const expires = Math.floor(expiresAt.getTime() / 1_000);
  return `/media/uploads/${id}?expires=${expires}&signature=${signatureOf(secret, id, expires).toString('base64url')}`;
};

/** Whether it is one of ours, before the database is asked. Whether its time is over, the database says. */
export function isSigned(secret: string, id: string, expires: unknown, signature: unknown): boolean {
  if (typeof expires !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(expires)) return false;
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(secret, id, Number(expires));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
