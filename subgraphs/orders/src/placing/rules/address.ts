import { type AddressOutcome, type GivenAddress, type PostalAddress, readAddress } from '@cartograph/kit/people/address';
import { type InvalidInput, invalidFields, invalidInput } from '@cartograph/kit/problems';
import type { AddressInput, PlaceOrderInput } from '#generated/resolvers';

/** As `readAddress` gives it; orders of before have neither company nor phone, and what they say may break a rule of today. */
export type OrderAddress = Omit<PostalAddress, 'company' | 'phone'> & Partial<Pick<PostalAddress, 'company' | 'phone'>>;

type Addresses = Pick<PlaceOrderInput, 'shippingAddress' | 'billingAddress' | 'shippingAddressId' | 'billingAddressId'>;

/** Every wrong field of where it goes and where the bill goes. */
export function checkAddresses(given: Addresses): (InvalidInput | undefined)[] {
  const { shippingAddress, billingAddress, shippingAddressId, billingAddressId } = given;
  const shipping = shippingAddress
    ? problemOf(reading(shippingAddress, 'shippingAddress'))
    : shippingAddressId == null
      ? invalidInput(['shippingAddress'], 'shippingAddress must be given.')
      : undefined;
  return [
    shipping,
    billingAddress ? problemOf(reading(billingAddress, 'billingAddress')) : undefined,
    shippingAddress && shippingAddressId != null ? notBoth('shippingAddress') : undefined,
    billingAddress && billingAddressId != null ? notBoth('billingAddress') : undefined,
  ];
}

const notBoth = (field: string): InvalidInput => invalidInput([`${field}Id`], `Give one of ${field} and ${field}Id, not both.`);

/** The addresses of an input that was checked, as they are kept. */
export function addressesOf({ shippingAddress, billingAddress }: Pick<Addresses, 'shippingAddress' | 'billingAddress'>): {
  shippingAddress: OrderAddress;
  billingAddress: OrderAddress | null;
} {
  const kept = (outcome: AddressOutcome): OrderAddress => {
    if (outcome.kind === 'refused') throw new Error('an address that was refused is to be kept');
    return outcome.address;
  };
  return {
    shippingAddress: kept(reading(shippingAddress, 'shippingAddress')),
    billingAddress: billingAddress ? kept(reading(billingAddress, 'billingAddress')) : null,
  };
}

const problemOf = (outcome: AddressOutcome): InvalidInput | undefined =>
  outcome.kind === 'refused' ? invalidFields(outcome.fields) : undefined;

/** Each is asked for twice, to be checked and to be kept, and read once. */
const readings = new WeakMap<GivenAddress, AddressOutcome>();

function reading(given: AddressInput | null | undefined, field: string): AddressOutcome {
  if (!given) return { kind: 'refused', fields: [] };
  const outcome = readings.get(given) ?? readAddress(given, [field]);
  readings.set(given, outcome);
  return outcome;
}
