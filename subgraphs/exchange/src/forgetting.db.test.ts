import { expect, test } from 'vitest';
import { forgetOld } from '#forgetting-store';
import { openExchange } from '#testing/shop';

const count = `select (select count(*) from job_parts)::int as parts, (select count(*) from job_refusals)::int as refusals,
                      (select count(*) from job_keys)::int as keys, (select count(*) from jobs where files_forgotten_at is not null)::int as forgotten`;

test('file, report and keys of a job are gone a day after its end, in portions, and the job is not', async () => {
  const exchange = await openExchange();
  const [old, young] = [await exchange.run('sku,onHand\nA,1\nNO-B,2\n'), await exchange.run('sku,onHand\nA,1\nNO-B,2\n')];
  await exchange.db.query({ text: "update jobs set finished_at = now() - interval '25 hours' where id = $1", values: [old.id] });
  const [files] = forgetOld(exchange.db, { carts: 1, customerCarts: 1, refusals: 1, evidence: undefined, events: 1 });
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  for (let turns = 0; after !== null && turns < 10; turns += 1) after = (await files?.forget({ after, limit: 1 }))?.last ?? null;
  expect(after).toBeNull();
  expect(await exchange.db.query({ text: count })).toEqual([{ parts: 1, refusals: 1, keys: 2, forgotten: 1 }]);
  expect(await exchange.findJob(old.id)).toMatchObject({ rowsRefused: 1 });
  expect((await exchange.findJob(young.id))?.filesForgottenAt).toBeNull();
  expect(await exchange.violations()).toEqual([]);
});
