import type { GivenAddress, PostalAddress } from '@cartograph/kit/people/address';

/** A saved address; one from before a rule stays as it was kept. */
export interface Address extends PostalAddress {
  id: string;
  customerId: string;
  isDefaultShipping: boolean;
  isDefaultBilling: boolean;
}

export interface NewAddress extends PostalAddress {
  isDefaultShipping: boolean;
  isDefaultBilling: boolean;
}

export type GivenNewAddress = GivenAddress & {
  isDefaultShipping?: boolean | null | undefined;
  isDefaultBilling?: boolean | null | undefined;
};

const fields = ['name', 'company', 'line1', 'line2', 'city', 'region', 'postalCode', 'country', 'phone'] as const;

/** What an address comes to by a change of some of its fields; of what is null there is none then, but of a default that is null. */
export function mergedAddress(now: Address, change: GivenNewAddress) {
  const given: GivenAddress = {};
  for (const field of fields) given[field] = change[field] === undefined ? now[field] : change[field];
  return {
    given,
    /** Is anything said of the address itself? */
    isSaid: fields.some((field) => change[field] !== undefined),
    defaults: {
      isDefaultShipping: change.isDefaultShipping ?? now.isDefaultShipping,
      isDefaultBilling: change.isDefaultBilling ?? now.isDefaultBilling,
    },
  };
}

export const maxAddresses = 50;
