import { readFileSync } from 'node:fs';
import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';

const migration = readFileSync(new URL('../../../../drizzle/orders/0002_why_a_person_is_called.sql', import.meta.url), 'utf8');

test('what waited for a person before the reason had a column waits for the same reason after it', async () => {
  const db = await freshDatabase('orders', true);
  const flag = async (error: string | null, flagged = true): Promise<void> => {
    await db.query({
      text: `insert into placements (id, scope, idempotency_key, input_hash, request, state, lease_until, needs_attention, last_error)
             values ($1::uuid, 'guest:a@b.c', $1::uuid::text, '', '{}', 'confirmed', now(), $3, $2)`,
      values: [uuidv7(), error, flagged],
    });
  };
  // As the version before left it; its two checks go with the column.
  await db.query({ text: 'alter table placements drop column attention_reason' });
  await flag('the capture was refused (CAPTURE_REFUSED)');
  await flag('a participant let go of what a confirmed order needs');
  await flag('a participant kept what an aborted placement must let go');
  await flag('connect ECONNREFUSED');
  await flag(null);
  await flag('the capture was refused (VOIDED)', false);
  for (const statement of migration.split('--> statement-breakpoint')) await db.query({ text: statement });
  expect(await db.query({ text: 'select attention_reason as reason from placements order by id' })).toEqual([
    { reason: 'capture_refused' },
    { reason: 'participant_let_go' },
    { reason: 'participant_kept' },
    { reason: null },
    { reason: null },
    { reason: null },
  ]);
});

test('a reason that nobody knows, or without a call for a person, is refused', async () => {
  const db = await freshDatabase('orders', true);
  const insert = (flagged: boolean, reason: string) =>
    db.query({
      text: `insert into placements (id, scope, idempotency_key, input_hash, request, state, lease_until, needs_attention, attention_reason)
             values (gen_random_uuid(), 'guest:a@b.c', 'k', '', '{}', 'confirmed', now(), $1, $2)`,
      values: [flagged, reason],
    });
  await expect(insert(true, 'no idea')).rejects.toMatchObject({ constraint: 'placements_attention_reason_known' });
  await expect(insert(false, 'capture_refused')).rejects.toMatchObject({ constraint: 'placements_attention_reason_when_flagged' });
  await expect(insert(true, 'capture_refused')).resolves.toEqual([]);
});
