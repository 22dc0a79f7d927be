import type { Session } from '#sessions/rules/session';

// What stands behind a GraphQL type where it is not a type of the room's own.

export type SessionAnswer = Session & { __typename: 'Session' };
