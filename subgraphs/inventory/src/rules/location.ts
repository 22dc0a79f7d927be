import type { FieldProblem } from '@cartograph/kit/problems';
import { faultsOf, isText } from '#rules/text';

export interface LocationAddress {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone: string | null;
}

/** What staff may write of a location. */
export interface LocationState {
  readonly code: string;
  readonly name: string;
  /** Goods are taken from the lowest first. */
  readonly priority: number;
  /** Open: goods may come. A closed one is empty. */
  readonly active: boolean;
  readonly offersPickup: boolean;
  readonly address: LocationAddress | null;
}

/** A place that goods lie at and leave from. */
export interface Location extends LocationState {
  readonly id: string;
  readonly version: number;
}

/** More than a list of them shows. */
export const maxLocations = 200;

export const maxPriority = 1_000_000;

/** Every field of a location that is wrong but its address, and what is allowed. */
export function locationFaults({ code, name, priority }: Omit<LocationState, 'address'>): FieldProblem[] {
  return faultsOf([
    [
      !/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(code),
      ['code'],
      'code must be 1 to 40 letters, digits, dots, dashes or underscores, and begin with a letter or digit.',
    ],
    [!isText(name, 100) || name.trim() !== name, ['name'], 'name must be 1 to 100 printable characters, without spaces around it.'],
    [priority < 0 || priority > maxPriority, ['priority'], `priority must be from 0 to ${maxPriority}.`],
  ]);
}

/** Does a write change nothing? Then it is the repeat of one that was done, or none at all. */
export const sameLocation = (a: LocationState, b: LocationState): boolean => JSON.stringify(stateOf(a)) === JSON.stringify(stateOf(b));

/** The fields that can be written, in one order, as an audit entry tells them. */
export const stateOf = ({ code, name, priority, active, offersPickup, address }: LocationState): LocationState => ({
  code,
  name,
  priority,
  active,
  offersPickup,
  address: address && {
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    region: address.region,
    postalCode: address.postalCode,
    country: address.country,
    phone: address.phone,
  },
});
