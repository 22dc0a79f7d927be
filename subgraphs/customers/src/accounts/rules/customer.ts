import type { Role } from '@cartograph/kit/caller';

export interface Customer {
  id: string;
  /** As it was typed. */
  email: string;
  name: string | null;
  roles: Role[];
  createdAt: Date;
}
