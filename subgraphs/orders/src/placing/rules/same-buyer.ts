import type { Buyer } from '#placing/rules/buyer';
import { scopeOf } from '#placing/rules/purchase-key';
import type { PlacementRequest } from '#placing/rules/request';

/**
 * Is it the buyer of an earlier placement of the same cart? A customer's must be signed in again; a guest's names the same address, which
 * together with the cart's id is all that a guest has.
 */
export const isSameBuyer = ({ customerId, email }: Pick<PlacementRequest, 'customerId' | 'email'>, buyer: Buyer): boolean =>
  customerId === null ? scopeOf(email) === buyer.scope : customerId === buyer.customerId;
