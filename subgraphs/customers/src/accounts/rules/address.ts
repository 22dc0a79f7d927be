import { isCountryCode } from '@cartograph/kit/country';
import { type InvalidInput, invalidInput, isStorableText } from '@cartograph/kit/problems';

export interface AddressFields {
  name: string | null;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string;
  /** ISO 3166-1 alpha-2, in capitals. */
  country: string;
}

export interface Address extends AddressFields {
  id: string;
  customerId: string;
}

export const maxAddresses = 50;

/** As a client gives them: anything that may be left out may also be null. */
export type GivenAddress = { [Field in keyof AddressFields]?: AddressFields[Field] | null | undefined };

/** Trims everything; an empty optional field is the same as none. Country codes may come in small letters. */
export function normalizeAddress(given: GivenAddress): AddressFields {
  const text = (value: string | null | undefined): string => value?.trim() ?? '';
  return {
    name: text(given.name) || null,
    line1: text(given.line1),
    line2: text(given.line2) || null,
    city: text(given.city),
    region: text(given.region) || null,
    postalCode: text(given.postalCode),
    country: text(given.country).toUpperCase(),
  };
}

/** The first field of a normalized address that is not acceptable, if any. */
export function addressFault(address: AddressFields): InvalidInput | undefined {
  for (const field of ['line1', 'city', 'postalCode'] as const)
    if (address[field] === '') return invalidInput([field], `${field} must not be empty.`);
  for (const field of ['name', 'line1', 'line2', 'city', 'region'] as const)
    if ((address[field]?.length ?? 0) > 200) return invalidInput([field], `${field} must be at most 200 characters.`);
  if (address.postalCode.length > 20) return invalidInput(['postalCode'], 'postalCode must be at most 20 characters.');
  for (const [field, value] of Object.entries(address))
    if (typeof value === 'string' && (hasControl(value) || !isStorableText(value)))
      return invalidInput([field], `${field} must be one line of text.`);
  if (!isCountryCode(address.country)) return invalidInput(['country'], 'country must be an ISO 3166-1 alpha-2 code, such as US.');
  return undefined;
}

const hasControl = (value: string): boolean => /\p{Cc}/u.test(value);
