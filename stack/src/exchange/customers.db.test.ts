import { openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenExchange, openExchange } from '../testing/open-exchange.ts';

let one: OpenExchange;
let other: OpenExchange;

/** Each has a group, and an administrator with a password. */
beforeAll(async () => {
  [one, other] = [await openExchange(), await openExchange()];
  for (const shop of [one, other]) {
    const { customers } = shop.rooms;
    await customers.commands.importCustomers([
      {
        id: '0198c0de-7a11-7000-8000-000000000001',
        email: 'Boss@Example.com',
        name: 'Boss',
        passwordHash: await customers.commands.hashPassword('a long password'),
        roles: ['customer', 'admin'],
        addresses: [],
        createdAt: new Date('2026-01-01T00:00:00Z'),
      },
    ]);
    const db = database(shop);
    await db.query({ text: `insert into customer_groups (code, name) values ('wholesale', 'Wholesale'), ('press', 'Press')` });
  }
}, 300_000);

const open = new Map<string, ReturnType<typeof openDatabase>>();
afterAll(async () => {
  for (const db of open.values()) await db.close();
});

function database({ databases: { customers: url } }: OpenExchange) {
  const db = open.get(url) ?? openDatabase({ url, log: silentLog() });
  open.set(url, db);
  return db;
}

const address = (more = {}): string =>
  `"${JSON.stringify([{ name: 'Ada', line1: '1 Main Street', city: 'Portland', region: 'OR', postalCode: '97201', country: 'US', isDefaultShipping: true, ...more }]).replaceAll('"', '""')}"`;

test('customers come in, go out as they came, and are the same in another shop; a dry run changes nothing', async () => {
  const file = [
    'email,name,groupCodes,note,disabled,createdAt,addresses',
    `ada@example.com,Ada Lovelace,wholesale|press,"pays
late",false,2020-02-03,${address()}`,
    'Bob@Example.COM,,,,true,,',
    'zoë@exämple.de,Zoë 😀,press,,,2021-01-01T10:00:00Z,[]',
    '',
  ].join('\n');
  expect(await one.bring('CUSTOMERS', file, true)).toEqual({ told: '3 rows: 3 changed, 0 refused', refusals: [] });
  expect((await one.take('CUSTOMERS')).split('\r\n')).toHaveLength(3);
  expect(await one.bring('CUSTOMERS', file)).toEqual({ told: '3 rows: 3 changed, 0 refused', refusals: [] });
  expect((await one.bring('CUSTOMERS', file)).told).toBe('3 rows: 0 changed, 0 refused');
  const out = await one.take('CUSTOMERS');
  expect(out).toContain('ada@example.com,Ada Lovelace,press|wholesale,"pays\nlate",false,2020-02-03T00:00:00.000Z,');
  expect(await other.bring('CUSTOMERS', out)).toEqual({ told: '4 rows: 3 changed, 0 refused', refusals: [] });
  expect(await other.take('CUSTOMERS')).toBe(out);
});

test('a column that a file of customers does not have stays as it is, and one that is empty is cleared', async () => {
  await one.bring('CUSTOMERS', `email,name,groupCodes,note,addresses\ncleo@example.com,Cleo,press,a note,${address()}\n`);
  const [before] = await found('cleo@example.com');
  expect((await one.bring('CUSTOMERS', 'email,groupCodes\nCLEO@example.com,\n')).told).toBe('1 rows: 1 changed, 0 refused');
  expect(await found('cleo@example.com')).toEqual([{ ...before, group_codes: [], version: 2, event_sequence: 2 }]);
  await one.bring('CUSTOMERS', 'email,name,addresses\ncleo@example.com,,[]\n');
  expect(await found('cleo@example.com')).toMatchObject([{ name: null, note: 'a note', addresses: 0, version: 3 }]);
});

const found = (email: string) =>
  database(one).query({
    text: `select name, roles, note, group_codes, version, event_sequence, password_hash, disabled_at,
             (select count(*)::int from addresses a where a.customer_id = c.id) as addresses from customers c where lower(email) = $1`,
    values: [email],
  });

test('no file gives or takes a role or a password, or keeps somebody of the staff out', async () => {
  const [before] = await found('boss@example.com');
  expect(before).toMatchObject({ roles: ['customer', 'admin'], password_hash: expect.stringContaining('$argon2id$') as string });
  for (const column of ['roles', 'role', 'passwordHash', 'password', 'id'])
    expect((await one.bring('CUSTOMERS', `email,${column}\nboss@example.com,customer\n`)).told).toContain(`it has "${column}"`);
  const { refusals } = await one.bring('CUSTOMERS', 'email,name,disabled\nboss@example.com,Chief,true\neve@example.com,Eve,false\n');
  expect(refusals).toEqual([expect.stringMatching(/^2,boss@example.com,disabled,"?disabled must stay as it is/) as string]);
  expect(await found('boss@example.com')).toEqual([before]);
  expect((await one.bring('CUSTOMERS', 'email,name,groupCodes\nboss@example.com,Chief,press\n')).told).toBe('1 rows: 1 changed, 0 refused');
  expect(await found('boss@example.com')).toEqual([
    { ...before, name: 'Chief', group_codes: ['press'], version: 2, event_sequence: Number(before?.['event_sequence']) + 1 },
  ]);
  expect(await found('eve@example.com')).toMatchObject([{ roles: ['customer'], password_hash: null }]);
  const customers = await one.rooms.customers.commands.importCustomers([
    {
      id: '0198c0de-7a11-7000-8000-000000000001',
      email: 'boss@example.com',
      name: 'Boss',
      passwordHash: null,
      roles: ['customer'],
      addresses: [],
      createdAt: new Date('2026-01-01T00:00:00Z'),
    },
  ]);
  expect(customers).toEqual({ imported: 0 });
  expect(await found('boss@example.com')).toMatchObject([{ roles: ['customer', 'admin'] }]);
});

test('each customer that is wrong is told with its row, its column and what is allowed', async () => {
  const rows = [
    'nobody,,,,,,',
    'a@example.com,,none|press,,,,',
    'b@example.com,,,,perhaps,,',
    'c@example.com,,,,,2999-01-01,',
    `d@example.com,,,,,,${address({ country: 'XX' })}`,
    'e@example.com,,,,,,{}',
    'f@example.com,,,,,,"[{""line1"":""x"",""planet"":""Mars""}]"',
    'g@example.com,x\u0007y,,,,,',
    'h@example.com,,,,,1e9,',
    'i@example.com,1,,,,,',
    'I@example.com,2,,,,,',
    'j@example.com,half',
    ',x,,,,,',
  ];
  const { told, refusals } = await one.bring(
    'CUSTOMERS',
    `\uFEFFemail,name,groupCodes,note,disabled,createdAt,addresses\r\n${rows.join('\r\n')}\r\n`,
  );
  expect(told).toBe('13 rows: 1 changed, 12 refused');
  expect(refusals.map((line) => line.split(',').slice(0, 3).join())).toEqual([
    '2,nobody,email',
    '3,a@example.com,groupCodes.0',
    '4,b@example.com,disabled',
    '5,c@example.com,createdAt',
    '6,d@example.com,addresses.0.country',
    '7,e@example.com,addresses',
    '8,f@example.com,addresses.0.city',
    '8,f@example.com,addresses.0.country',
    '8,f@example.com,addresses.0',
    '9,g@example.com,name',
    '10,h@example.com,createdAt',
    '12,i@example.com,',
    '13,,',
    '14,,email',
  ]);
  expect(refusals[1]).toContain('there is no group ""none"". Allowed are press, wholesale.');
});

test('two who write the same rows at once open each account once, and refuse none of them', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    email: `twin-${index}@example.com`,
    name: `Twin ${index}`,
    groupCodes: ['press'],
    note: null,
    disabled: false,
    createdAt: null,
    addresses: null,
    keeps: null,
  }));
  const batch = { batch: 'twins', dryRun: false, writerId: null, writerName: 'a test', rows };
  const importRows = () => one.rooms.customers.commands.importRows([batch]);
  const outcomes = (await Promise.all([importRows(), importRows()])).flat().flatMap((outcome) => outcome.rows);
  expect(outcomes.filter(({ state }) => state === 'CREATED')).toHaveLength(200);
  expect(outcomes.filter(({ state }) => state === 'UNCHANGED')).toHaveLength(200);
  const told = await database(one).query({
    text: `select from outbox where type = 'customers.customer_groups_changed' and sequence = 1 and data ->> 'customerId' in
             (select id::text from customers where email like 'twin-%')`,
  });
  expect(told).toHaveLength(200);
});
