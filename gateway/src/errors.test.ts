import { guest } from '@cartograph/kit/caller';
import { requireScope, requireStepUp } from '@cartograph/kit/scopes';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { createShowError } from '#errors';

const customer = { kind: 'customer', customerId: 'ada', email: 'ada@example.com', roles: ['customer'] } as const;

test.each([
  ['whoever is not signed in', () => requireScope(guest, 'orders:read'), 'UNAUTHENTICATED'],
  ['whoever lacks a scope', () => requireScope(customer, 'orders:read'), 'FORBIDDEN'],
  ['whoever signed in too long ago', () => requireStepUp({ ...customer, provedAt: 0 }), 'STEP_UP_REQUIRED'],
])('%s is told so by the room, and hears it', (_who, guard, code) => {
  const error = thrownBy(guard);
  const said = { message: error.message, extensions: { ...error.extensions, serviceName: 'orders' } };
  expect(createShowError(true)(said, error)).toMatchObject({ message: error.message, extensions: { code } });
});

function thrownBy(guard: () => void): GraphQLError {
  try {
    guard();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error('nobody was refused');
}
