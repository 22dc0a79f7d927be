import { type Caller, isStaff } from './caller.ts';
import { clientError, forbidden, unauthenticated } from './errors.ts';

/** What staff may do, and which of it takes an administrator. A room asks for the scope of each staff field. */
const takes = {
  'catalogue:read': 'staff',
  'catalogue:write': 'staff',
  'prices:read': 'staff',
  'prices:write': 'staff',
  'promotions:write': 'staff',
  'tax:write': 'admin',
  'stock:read': 'staff',
  'stock:write': 'staff',
  'orders:read': 'staff',
  'orders:write': 'staff',
  'refunds:write': 'staff',
  'customers:read': 'staff',
  'customers:write': 'staff',
  'staff:read': 'admin',
  'staff:write': 'admin',
  'audit:read': 'admin',
  'jobs:run': 'staff',
  'reviews:write': 'staff',
} as const satisfies Record<string, 'staff' | 'admin'>;

export type Scope = keyof typeof takes;

export const scopes = Object.keys(takes) as Scope[];

/** Staff and administrators by the table; a room may read everything and writes by commands of its own. */
export function holdsScope(caller: Caller, scope: Scope): boolean {
  if (caller.kind === 'room') return scope.endsWith(':read');
  if (!isStaff(caller)) return false;
  return takes[scope] === 'staff' || (caller.kind === 'customer' && caller.roles.includes('admin'));
}

/** Throws UNAUTHENTICATED for a guest, and FORBIDDEN, which names the scope, for whoever lacks it. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (holdsScope(caller, scope)) return;
  if (caller.kind === 'guest') throw unauthenticated();
  throw forbidden(`This takes the scope ${scope}, which your account does not have.`, { scope });
}

/** How long ago somebody must have proved who they are, for what a stolen session may not do. */
export const stepUpMs = 600_000;

/** Throws STEP_UP_REQUIRED unless the caller signed in, or proved it again, within ten minutes. */
export function requireStepUp(caller: Caller, now: number = Date.now()): void {
  const provedAt = caller.kind === 'customer' ? caller.provedAt : undefined;
  if (provedAt !== undefined && now - provedAt * 1_000 < stepUpMs) return;
  throw clientError('STEP_UP_REQUIRED', 'Sign in again first: this takes a sign-in of the last 10 minutes.');
}
