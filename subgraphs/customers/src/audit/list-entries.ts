import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { isStorableText } from '@cartograph/kit/problems';
import { countEntries, findEntries } from '#audit/audit-store';
import type { AuditEntry, AuditPlace, AuditQuery } from '#audit/rules/audit';

export interface AuditEntryPage extends Connection<AuditEntry> {
  /** On all pages; counted only when it is asked for. */
  totalCount: () => Promise<number>;
}

/** The filter as it comes: null is the same as left out. */
export type GivenAuditQuery = { readonly [Field in keyof AuditQuery]?: AuditQuery[Field] | null };

/** A page of what staff changed, newest first. */
export async function listEntries(db: Queryable, given: GivenAuditQuery, args: PageArguments): Promise<AuditEntryPage> {
  const query = readAuditQuery(given);
  const page = readPage(args, 50);
  const rows = await findEntries(db, query, { limit: page.limit, backward: page.backward, place: placeOf(page, 2, entryPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ micros, id }) => encodeCursor([micros, id]),
    (row): AuditEntry => row,
  );
  return { ...connection, totalCount: () => countEntries(db, query) };
}

function readAuditQuery(given: GivenAuditQuery): AuditQuery {
  const text = (field: 'actorId' | 'action' | 'entityType' | 'entityId'): string | undefined => {
    const value = given[field] ?? undefined;
    if (value !== undefined && !(value.length <= 1_000 && isStorableText(value)))
      throw badUserInput(`filter.${field}`, `filter.${field} must be text of at most 1,000 characters.`);
    return value;
  };
  const actorId = text('actorId');
  if (actorId !== undefined && !isUuid(actorId)) throw badUserInput('filter.actorId', 'filter.actorId must be the id of an account.');
  const [action, entityType, entityId] = [text('action'), text('entityType'), text('entityId')];
  return { actorId, action, entityType, entityId, after: given.after ?? undefined, before: given.before ?? undefined };
}

const entryPlace = ([micros, id]: CursorKeys): AuditPlace | undefined =>
  typeof micros === 'string' && /^-?\d{1,17}$/.test(micros) && isUuid(id) ? { micros, id } : undefined;
