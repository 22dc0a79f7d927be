import type { Role } from '@cartograph/kit/caller';

/** What an account can be beside a customer, which each is. */
export type StaffRole = Exclude<Role, 'customer'>;

const order: readonly Role[] = ['customer', 'staff', 'admin'];

/** In one order, so that the same roles are the same value. */
const inOrder = (roles: ReadonlySet<Role>): Role[] => order.filter((role) => roles.has(role));

export const withRole = (roles: readonly Role[], role: StaffRole): Role[] => inOrder(new Set([...roles, role]));
