import type { Queryable } from './db.ts';

/** What was answered to earlier requests says who they are, too. */
export async function forgetAnswers(tx: Queryable, type: string, customerId: string): Promise<void> {
  for (const table of ['outbox', 'outbox_archive'])
    await tx.query({
      text: `update ${table} set data = data || '{"data": null}' where type = $1 and key = $2`,
      values: [type, customerId],
    });
}
