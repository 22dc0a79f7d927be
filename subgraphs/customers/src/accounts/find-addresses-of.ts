import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { PostalAddress } from '@cartograph/kit/people/address';
import { loadOwnedAddresses } from '#accounts/address-store';

export interface OwnedAddress {
  customerId: string;
  addressId: string;
}

/** Saved addresses in the order asked, null for one that is not that customer's; one statement. */
export async function findAddressesOf(
  db: Queryable,
  asked: readonly OwnedAddress[],
): Promise<((PostalAddress & { addressId: string }) | null)[]> {
  const possible = asked.filter(({ customerId, addressId }) => isUuid(customerId) && isUuid(addressId));
  const found = possible.length === 0 ? [] : await loadOwnedAddresses(db, possible);
  return asked.map(({ customerId, addressId }) => {
    const own = found.find((one) => one.id === addressId.toLowerCase() && one.customerId === customerId.toLowerCase());
    if (!own) return null;
    const { id: _id, customerId: _owner, isDefaultShipping: _shipping, isDefaultBilling: _billing, ...address } = own;
    return { ...address, addressId };
  });
}
