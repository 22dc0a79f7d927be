import type { Queryable } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import { insertEntry } from '#audit/audit-store';
import type { OnChangeAudited } from '#generated/events';
import reads from './on-change-audited.reads.json' with { type: 'json' };

export { reads };

/** Staff wrote something, in whatever room: it is entered once. No inbox: an entry has its event's id, and stays for good. */
export const onChangeAudited =
  (db: Queryable) =>
  async ({ id, type, occurredAt, data }: ReadEvent<OnChangeAudited>): Promise<void> =>
    insertEntry(db, { ...data, id, occurredAt, room: type.slice(0, type.indexOf('.')) });
