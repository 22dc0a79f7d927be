import { audited, authorOfCommand } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { writeEvents } from '@cartograph/kit/outbox';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { changeAudited } from '#events';
import { publishDue } from '#publishing-store';
import { tellProducts } from '#telling/tell-products';

const batchSize = 100;

/**
 * Notes of drafts whose time has come that they are on sale, and tells so; gives how many. Whoever looks at one has seen it on sale since its
 * time: this is for who listens.
 */
export async function publishDueProducts(db: Database): Promise<number> {
  const published = await db.transaction(async (tx) => {
    const due = await publishDue(tx, batchSize);
    if (due.length === 0) return 0;
    const ids = due.map(({ id }) => id);
    await tellProducts(tx, ids, 'changed');
    const by = authorOfCommand('publishAt');
    await writeEvents(
      tx,
      due.flatMap(({ id, publishAt }) =>
        audited(changeAudited, by, {
          action: 'publishProduct',
          entityType: 'Product',
          entityId: id,
          before: { status: 'DRAFT', publishAt },
          after: { status: 'PUBLISHED', publishAt },
        }),
      ),
    );
    return due.length;
  });
  return published === batchSize ? published + (await publishDueProducts(db)) : published;
}

/** Looks each second; two replicas share what is due. */
export const startPublishing = (db: Database, log: Logger): Repeated =>
  repeat(() => publishDueProducts(db), {
    everyMs: 1_000,
    slowestMs: 10_000,
    log,
    failed: 'drafts whose time has come could not be published',
  });
