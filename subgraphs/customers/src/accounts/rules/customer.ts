import type { Role } from '@cartograph/kit/caller';

/** May the shop write to them about more than their orders? Withdrawn: they said so once, and no more. */
export type Consent = 'GIVEN' | 'NOT_GIVEN' | 'WITHDRAWN';

export interface Customer {
  id: string;
  /** As it was typed. */
  email: string;
  name: string | null;
  roles: Role[];
  createdAt: Date;
  /** Counts what staff and its owner change. */
  version: number;
  /** Sorted. */
  groupCodes: string[];
  /** Of staff, for staff. */
  note: string | null;
  /** May not sign in. */
  disabled: boolean;
  /** In E.164. */
  phone: string | null;
  /** BCP 47. */
  locale: string | null;
  marketingConsent: Consent;
}
