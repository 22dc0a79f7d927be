import type { FieldProblem } from '../problems.ts';
import { findCountry } from './countries.ts';
import { preparePhones, readPhone } from './phone.ts';
import { exampleOf, readPostalCode } from './postal-code.ts';
import { type Reading, read, refused, taken } from './reading.ts';
import { type RegionNeed, readRegion } from './regions.ts';
import { readText } from './text.ts';

/** Where something goes, as far as tax and shipping ask. */
export interface Place {
  /** ISO 3166-1 alpha-2, in capitals. */
  country: string;
  /** Its code where the country's regions are known, such as CA. */
  region: string | null;
  /** As the country writes it; null where there is none. */
  postalCode: string | null;
}

export interface PostalAddress extends Place {
  name: string | null;
  company: string | null;
  line1: string;
  line2: string | null;
  city: string;
  /** In E.164. */
  phone: string | null;
}

type Given<Fields> = { [Field in keyof Fields]?: Fields[Field] | null | undefined };

/** As a client gives it: anything may be left out or be null, and is refused where it is needed. */
export type GivenAddress = Given<PostalAddress>;
export type GivenPlace = Given<Place>;

export type AddressOutcome = { kind: 'address'; address: PostalAddress } | { kind: 'refused'; fields: FieldProblem[] };
export type PlaceOutcome = { kind: 'place'; place: Place } | { kind: 'refused'; fields: FieldProblem[] };

/** To be awaited before addresses are read, where there is something to wait for: one of them has a phone number. */
export const prepareAddresses = (addresses: readonly (GivenAddress | null | undefined)[]): Promise<void> | undefined =>
  addresses.some((address) => address?.phone) ? preparePhones() : undefined;

/** An address as it is kept, or every field that is wrong. `path` leads to it. Reading what it gives again gives the same. */
export function readAddress(given: GivenAddress, path: readonly string[]): AddressOutcome {
  const fields: FieldProblem[] = [];
  const line = (field: 'name' | 'company' | 'line2') => taken(fields, [...path, field], readText(field, given[field] ?? ''));
  const needed = (field: 'line1' | 'city') => taken(fields, [...path, field], readNeeded(field, given[field] ?? ''));
  const [name, company, line1, line2, city] = [line('name'), line('company'), needed('line1'), line('line2'), needed('city')];
  const place = readPlace(fields, given, path, 'address');
  const phone = taken(fields, [...path, 'phone'], readPhone(given.phone ?? '', place?.country ?? ''));
  if (fields.length > 0 || !place || line1 === null || city === null) return { kind: 'refused', fields };
  return {
    kind: 'address',
    address: { city, name, line1, line2, phone, region: place.region, company, country: place.country, postalCode: place.postalCode },
  };
}

/** The same of a destination: a region is needed where tax hangs on it, and a postal code only has to be one. */
export function readDestination(given: GivenPlace, path: readonly string[]): PlaceOutcome {
  const fields: FieldProblem[] = [];
  const place = readPlace(fields, given, path, 'tax');
  return place && fields.length === 0 ? { kind: 'place', place } : { kind: 'refused', fields };
}

function readNeeded(field: string, given: string): Reading<string> {
  const reading = readText(field, given);
  if (reading.kind === 'refused') return reading;
  return reading.value === null ? refused(`${field} must have 1 to 200 characters.`) : read(reading.value);
}

function readPlace(fields: FieldProblem[], given: GivenPlace, path: readonly string[], need: RegionNeed): Place | undefined {
  const country = findCountry(given.country ?? '');
  const text = readText('region', given.region ?? '');
  if (!country) {
    taken(fields, [...path, 'country'], refused('country must be an ISO 3166-1 alpha-2 code, such as US.'));
    return undefined;
  }
  const shaped = readPostalCode(country, given.postalCode ?? '');
  const missing = shaped.kind === 'read' && shaped.value === null && need === 'address' && country.postal === 'REQUIRED';
  const readCode = missing ? refused(`postalCode is needed in ${country.code}${exampleOf(country)}.`) : shaped;
  const postalCode = taken(fields, [...path, 'postalCode'], readCode);
  const reading = text.kind === 'refused' ? text : readRegion(country, text.value, postalCode, need);
  const region = taken(fields, [...path, 'region'], reading);
  return { country: country.code, region, postalCode };
}
