import { unauthenticated } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { readAddress } from '@cartograph/kit/people/address';
import { preparePhones } from '@cartograph/kit/people/phone';
import { type InvalidInput, invalidFields, invalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { findAddress, leaveDefaults, lockCustomer, replaceAddress } from '#accounts/address-store';
import { type Address, type GivenNewAddress, mergedAddress } from '#accounts/rules/address';
import type { Deps } from '#deps';

export type UpdateAddressCommand = GivenNewAddress & { id: string };
export type UpdateAddressOutcome = { kind: 'updated'; address: Address } | { kind: 'refused'; problem: InvalidInput | NotFound };

/** What is left out stays. All of what it comes to is read by the rules of now, so one from before a rule is mended by it. */
export async function updateAddress({ db }: Deps, customerId: string, command: UpdateAddressCommand): Promise<UpdateAddressOutcome> {
  // What is kept may have a number that is to be read again.
  await preparePhones();
  return db.transaction(async (tx) => {
    if (!(await lockCustomer(tx, customerId))) throw unauthenticated('Sign in again.');
    const found = isUuid(command.id) ? await findAddress(tx, customerId, command.id) : undefined;
    if (!found) return { kind: 'refused', problem: notFound('You have no such address.') };
    const { given, defaults, isSaid } = mergedAddress(found, command);
    // To make one the default says nothing of the rest: what stood there before a rule of now may stay.
    const outcome = isSaid ? readAddress(given, []) : { kind: 'address' as const, address: found };
    if (outcome.kind === 'refused')
      return { kind: 'refused', problem: invalidFields(outcome.fields) ?? invalidInput([], 'This is no address.') };
    if (defaults.isDefaultShipping || defaults.isDefaultBilling) await leaveDefaults(tx, customerId, defaults, found.id);
    return { kind: 'updated', address: await replaceAddress(tx, found.id, { ...outcome.address, ...defaults }) };
  });
}
