import type { AuditEntryResolvers } from '#generated/resolvers';

export const AuditEntry: AuditEntryResolvers = {
  actor: ({ actorId, actorName }) => ({ kind: actorId === null ? 'SYSTEM' : 'STAFF', id: actorId, name: actorName }),
};
