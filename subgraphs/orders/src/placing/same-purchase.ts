import { hash } from 'node:crypto';
import type { PlaceOrderInput } from '#generated/resolvers';
import { fingerprint } from '#placing/rules/fingerprint';
import { fingerprintV1 } from '#placing/rules/fingerprint-v1';
import type { Placement } from '#placing/rules/placement';
import { isSecretKey, type KeyRules } from '#placing/rules/purchase-key';

/** SHA-256 in base64url. */
export const inputHashOf = (input: PlaceOrderInput, rules: KeyRules): string => hash('sha256', textOf(input, rules), 'base64url');

/** What repeats nothing that was placed by those rules hashes to nothing that they ever gave. */
const textOf = (input: PlaceOrderInput, rules: KeyRules): string => (rules === 1 ? (fingerprintV1(input) ?? '') : fingerprint(input));

/** Is this the purchase that the key was used for? The same input by the rules that it was kept by, from its buyer. */
export const isSamePurchase = ({ inputHash, keyRules, request }: Placement, input: PlaceOrderInput, customerId: string | null): boolean =>
  inputHash === inputHashOf(input, keyRules) && isItsBuyer(request.customerId, customerId, input.idempotencyKey);

/**
 * Two accounts can have one e-mail identity, and are two buyers. A guest and whoever signs in with that address are one; but to somebody
 * who is not signed in, a customer's order is told for a key that cannot be guessed only.
 */
function isItsBuyer(owner: string | null, customerId: string | null, idempotencyKey: string): boolean {
  if (owner === null || owner === customerId) return true;
  return customerId === null && isSecretKey(idempotencyKey);
}
