import type { Role } from '@cartograph/kit/caller';
import type { PostalAddress } from '@cartograph/kit/people/address';
import type { StaffState } from '#accounts/rules/customer-change';

/** An account as a file says it: what it may say, and nothing of roles and passwords. */
export interface CustomerRow {
  readonly email: string;
  readonly name: string | null;
  readonly groupCodes: readonly string[] | null;
  readonly note: string | null;
  readonly disabled: boolean;
  /** Of a new account. */
  readonly createdAt: Date | null;
  /** All of them. */
  readonly addresses: readonly RowAddress[] | null;
  /** What an account that is there keeps, whatever is said here. */
  readonly keeps: readonly string[] | null;
}

type Given<Fields> = { readonly [Field in keyof Fields]?: Fields[Field] | null | undefined };
export type RowAddress = Given<PostalAddress & { isDefaultShipping: boolean; isDefaultBilling: boolean }>;

export interface KeptAddress extends PostalAddress {
  readonly id: string;
  readonly isDefaultShipping: boolean;
  readonly isDefaultBilling: boolean;
}

/** An account as it stands. */
export interface Account extends StaffState {
  readonly id: string;
  readonly email: string;
  readonly identity: string | null;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
  readonly addresses: readonly KeptAddress[];
}

export interface RowProblem {
  readonly path: string[];
  readonly message: string;
}

export type PlannedCustomer =
  | { readonly state: 'UNCHANGED' }
  | { readonly state: 'REFUSED'; readonly problems: readonly RowProblem[] }
  | {
      readonly state: 'CREATED' | 'CHANGED';
      readonly before: Account | undefined;
      readonly after: Account;
      /** Of the account, those that it no longer has. */
      readonly goneAddresses: readonly string[];
      readonly newAddresses: readonly KeptAddress[];
    };
