import type { Role } from '@cartograph/kit/caller';

export interface Customer {
  id: string;
  /** As it was typed. */
  email: string;
  name: string | null;
  roles: Role[];
  createdAt: Date;
  /** Counts what staff change. */
  version: number;
  /** Sorted. */
  groupCodes: string[];
  /** Of staff, for staff. */
  note: string | null;
  /** May not sign in. */
  disabled: boolean;
}
