import type { Role } from '@cartograph/kit/caller';

/** Roles as the API names them. */
export const shownRole = { customer: 'CUSTOMER', staff: 'STAFF', admin: 'ADMIN' } as const satisfies Record<Role, string>;

/** What an account can be beside a customer, which each is. */
export type StaffRole = Exclude<Role, 'customer'>;

const order: readonly Role[] = ['customer', 'staff', 'admin'];

/** In one order, so that the same roles are the same value. */
const inOrder = (roles: ReadonlySet<Role>): Role[] => order.filter((role) => roles.has(role));

export const withRole = (roles: readonly Role[], role: StaffRole): Role[] => inOrder(new Set([...roles, role]));

export const withoutRole = (roles: readonly Role[], role: StaffRole): Role[] => inOrder(new Set(roles.filter((one) => one !== role)));

/** A role of the staff as the API names it; undefined for CUSTOMER, which everybody is. */
export const readStaffRole = (given: string): StaffRole | undefined =>
  given === 'STAFF' ? 'staff' : given === 'ADMIN' ? 'admin' : undefined;

export const isOfTheStaff = (roles: readonly Role[]): boolean => roles.includes('staff') || roles.includes('admin');
