import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as customers would sign it, with the shop's own key, good for so many seconds: negative ones are over. */
export function signToken({ kid, jwk }: { kid: string; jwk: JsonWebKey }, who: { id: string; email: string }, seconds: number): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { sub: who.id, email: who.email, roles: ['customer'], iss: 'cartograph', aud: 'cartograph', iat: now, exp: now + seconds };
  const signed = `${encoded({ alg: 'EdDSA', kid, typ: 'JWT' })}.${encoded(claims)}`;
  const signature = sign(null, Buffer.from(signed), createPrivateKey({ key: { ...jwk }, format: 'jwk' }));
  return `${signed}.${signature.toString('base64url')}`;
}
