import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Caller, Role } from './caller.ts';
import { holdsScope, requireScope, requireStepUp, scopes } from './scopes.ts';

const signedIn = (...roles: Role[]): Caller => ({ kind: 'customer', customerId: 'c', email: 'c@shop.test', roles });
const thrown = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof GraphQLError ? { ...error.extensions } : error;
  }
  return undefined;
};

describe('what staff may do', () => {
  it('an administrator may do all of it, staff not what is about roles, taxes and the log, customers nothing', () => {
    const closedToStaff = ['tax:write', 'staff:read', 'staff:write', 'audit:read'];
    for (const scope of scopes) {
      expect(holdsScope(signedIn('customer', 'admin'), scope)).toBe(true);
      expect(holdsScope(signedIn('staff'), scope)).toBe(!closedToStaff.includes(scope));
      expect(holdsScope(signedIn('customer'), scope)).toBe(false);
      expect(holdsScope({ kind: 'guest' }, scope)).toBe(false);
    }
  });

  it('a refusal names the scope that is missing, and a guest is told to sign in', () => {
    expect(thrown(() => requireScope(signedIn('staff'), 'tax:write'))).toEqual({ code: 'FORBIDDEN', scope: 'tax:write' });
    expect(thrown(() => requireScope({ kind: 'guest' }, 'tax:write'))).toEqual({ code: 'UNAUTHENTICATED' });
    expect(thrown(() => requireScope(signedIn('admin'), 'tax:write'))).toBeUndefined();
  });

  it('a room reads for others, and writes by commands of its own alone', () => {
    expect(holdsScope({ kind: 'room', room: 'orders' }, 'catalogue:read')).toBe(true);
    expect(holdsScope({ kind: 'room', room: 'orders' }, 'catalogue:write')).toBe(false);
  });

  it('what a stolen session may not do takes a sign-in of the last ten minutes', () => {
    const at = (provedAt: number): Caller => ({ kind: 'customer', customerId: 'c', email: 'c@shop.test', roles: ['admin'], provedAt });
    expect(thrown(() => requireStepUp(at(1_000), 1_599_000))).toBeUndefined();
    expect(thrown(() => requireStepUp(at(1_000), 1_600_000))).toEqual({ code: 'STEP_UP_REQUIRED' });
    expect(thrown(() => requireStepUp(signedIn('admin')))).toEqual({ code: 'STEP_UP_REQUIRED' });
  });
});
