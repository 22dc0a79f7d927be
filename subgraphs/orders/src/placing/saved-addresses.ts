import { prepareAddresses, readAddress } from '@cartograph/kit/people/address';
import { invalidInput, notFound } from '@cartograph/kit/problems';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { StoredProblem } from '#placing/rules/problem';
import type { CustomersRemote } from '#remotes/customers';

export type SavedAddresses = Pick<CustomersRemote, 'addressesOf'>;

const places = ['shippingAddress', 'billingAddress'] as const;
type Resolved = { kind: 'input'; input: PlaceOrderInput } | { kind: 'refused'; problems: StoredProblem[] };

/** Does it name an address that the customer has saved? What names none asks nobody. */
export const namesSaved = ({ shippingAddressId, billingAddressId }: PlaceOrderInput): boolean =>
  shippingAddressId != null || billingAddressId != null;

/**
 * The input with its saved addresses in place of their ids, as they stand now: the order keeps them, whatever becomes of them. Where both
 * are said the rules tell so; somebody else's is as if there were none.
 */
export async function withSavedAddresses(customers: SavedAddresses, input: PlaceOrderInput, customerId: string | null): Promise<Resolved> {
  const named = places.flatMap((place) => {
    const addressId = input[`${place}Id`];
    return addressId == null || input[place] ? [] : [{ place, addressId }];
  });
  if (customerId === null)
    return refusedAll(named, (place) => invalidInput([`${place}Id`], `${place}Id is for signed-in customers: give ${place}.`));
  const distinct = [...new Set(named.map(({ addressId }) => addressId))];
  const found = distinct.length === 0 ? [] : await customers.addressesOf(distinct.map((addressId) => ({ customerId, addressId })));
  const resolved: PlaceOrderInput = { ...input };
  const problems: StoredProblem[] = [];
  for (const { place, addressId } of named) {
    const saved = found[distinct.indexOf(addressId)];
    if (!saved) {
      problems.push(notFound(`There is no such saved address: ${place}Id.`));
      continue;
    }
    const { addressId: _id, phone, ...rest } = saved;
    const address = { ...rest, phone };
    await prepareAddresses([address]);
    const outcome = readAddress(address, []);
    // Saved before a rule of now.
    if (outcome.kind === 'refused') problems.push(invalidInput([`${place}Id`], mendFirst(place, outcome.fields)));
    else Object.assign(resolved, { [place]: address, [`${place}Id`]: null });
  }
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'input', input: resolved };
}

const mendFirst = (place: string, fields: readonly { message: string }[]): string =>
  `${place}Id: the saved address must be changed first: ${fields.map(({ message }) => message).join(' ')}`;

const refusedAll = (named: readonly { place: string }[], problemOf: (place: string) => StoredProblem): Resolved => ({
  kind: 'refused',
  problems: named.map(({ place }) => problemOf(place)),
});
