import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const auditLog: NonNullable<QueryResolvers['auditLog']> = (_parent, { filter, ...page }, { caller, useCases }) => {
  requireScope(caller, 'audit:read');
  return useCases.listAuditEntries(filter ?? {}, page);
};
