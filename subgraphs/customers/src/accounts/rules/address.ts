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

export const maxAddresses = 50;
