import { isUuid } from '@cartograph/kit/ids';
import { type NotFound, notFound } from '@cartograph/kit/problems';
import { deleteAddress } from '#accounts/address-store';
import type { Deps } from '#deps';

export type RemoveAddressOutcome = { kind: 'removed' } | { kind: 'not-found'; problem: NotFound };

/** Somebody else's address is not found, exactly like one that does not exist. */
export async function removeAddress({ db }: Deps, customerId: string, id: string): Promise<RemoveAddressOutcome> {
  if (isUuid(id) && (await deleteAddress(db, customerId, id))) return { kind: 'removed' };
  return { kind: 'not-found', problem: notFound('You have no such address.') };
}
