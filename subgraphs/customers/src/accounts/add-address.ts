import { unauthenticated } from '@cartograph/kit/errors';
import { prepareAddresses, readAddress } from '@cartograph/kit/people/address';
import { type InvalidInput, invalidFields, invalidInput } from '@cartograph/kit/problems';
import { countAddresses, findSameAddress, insertAddress, leaveDefaults, lockCustomer, markDefaults } from '#accounts/address-store';
import { type Address, type GivenNewAddress, maxAddresses } from '#accounts/rules/address';
import type { Deps } from '#deps';

export type AddAddressOutcome = { kind: 'added'; address: Address } | { kind: 'invalid'; problem: InvalidInput };

/** One that is there already stays one, and becomes the default that it is asked to be: a repeat adds nothing. */
export async function addAddress({ db }: Deps, customerId: string, given: GivenNewAddress): Promise<AddAddressOutcome> {
  await prepareAddresses([given]);
  const outcome = readAddress(given, []);
  if (outcome.kind === 'refused') return { kind: 'invalid', problem: invalidFields(outcome.fields) ?? full };
  const { address } = outcome;
  const defaults = { isDefaultShipping: given.isDefaultShipping ?? false, isDefaultBilling: given.isDefaultBilling ?? false };
  return db.transaction(async (tx) => {
    // A token of ours for a customer who is not there: its database was reset meanwhile.
    if (!(await lockCustomer(tx, customerId))) throw unauthenticated('Sign in again.');
    const same = await findSameAddress(tx, customerId, address);
    if (!same && (await countAddresses(tx, customerId)) >= maxAddresses) return { kind: 'invalid', problem: full };
    if (defaults.isDefaultShipping || defaults.isDefaultBilling) await leaveDefaults(tx, customerId, defaults);
    const kept = same ? await markDefaults(tx, same.id, defaults) : await insertAddress(tx, customerId, { ...address, ...defaults });
    return { kind: 'added', address: kept };
  });
}

const full = invalidInput([], `A customer has at most ${maxAddresses} addresses: remove one first.`);
