import { unauthenticated } from '@cartograph/kit/errors';
import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import { insertAddress, lockAddressCount } from '#accounts/address-store';
import { type Address, addressFault, type GivenAddress, maxAddresses, normalizeAddress } from '#accounts/rules/address';
import type { Deps } from '#deps';

export type AddAddressOutcome = { kind: 'added'; address: Address } | { kind: 'invalid'; problem: InvalidInput };

export async function addAddress({ db }: Deps, customerId: string, given: GivenAddress): Promise<AddAddressOutcome> {
  const address = normalizeAddress(given);
  const problem = addressFault(address);
  if (problem) return { kind: 'invalid', problem };
  return db.transaction(async (tx) => {
    const count = await lockAddressCount(tx, customerId);
    // A token of ours for a customer who is not there: its database was reset meanwhile.
    if (count === undefined) throw unauthenticated('Sign in again.');
    if (count >= maxAddresses) return full;
    return { kind: 'added', address: await insertAddress(tx, customerId, address) };
  });
}

const full: AddAddressOutcome = {
  kind: 'invalid',
  problem: invalidInput([], `A customer has at most ${maxAddresses} addresses: remove one first.`),
};
