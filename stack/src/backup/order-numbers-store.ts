import pg from 'pg';

/** Orders that were placed after the backup have numbers that people were told: so many are left out, for nobody to get one of them again. */
export const numbersLeftOut = 100_000;

/** Leaves out so many order numbers, and gives the last of them. */
export async function leaveOutNumbers(ordersUrl: string, count: number): Promise<string> {
  const client = new pg.Client({ connectionString: ordersUrl, application_name: 'restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ last: string }>("select setval('order_numbers', last_value + $1) as last from order_numbers", [
      count,
    ]);
    return rows[0]?.last ?? '';
  } finally {
    await client.end();
  }
}
