import { expect, test } from 'vitest';
import { noJobStandsStill } from '#checks';
import { openExchange } from '#testing/shop';

test('a job that nobody drives is seen, unless the server has just been started', async () => {
  const exchange = await openExchange();
  const { id } = await exchange.open();
  await exchange.db.query({ text: "update jobs set lease_until = now() - interval '11 minutes' where id = $1", values: [id] });
  const seen = (serverIsUp: string) => exchange.db.query({ text: noJobStandsStill(serverIsUp).sql });
  expect(await seen('true')).toHaveLength(1);
  expect(await seen('false')).toEqual([]);
});
