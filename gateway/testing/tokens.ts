import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';

/** Signs access tokens like customers does. */
export interface Tokens {
  jwks: JSONWebKeySet;
  token: (claims?: JWTPayload & { expiresIn?: string }) => Promise<string>;
}

export async function testTokens(kid = 'key-1'): Promise<Tokens> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] },
    token: ({ expiresIn = '15m', ...claims } = {}) =>
      new SignJWT({ email: 'ada@example.com', roles: ['customer'], ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setSubject('0199f000-0000-7000-8000-000000000001')
        .setIssuer(claims.iss ?? 'cartograph')
        .setAudience(claims.aud ?? 'cartograph')
        .setIssuedAt(claims.iat)
        .setExpirationTime(expiresIn)
        .sign(privateKey),
  };
}
