import { request } from 'node:http';
import { type Caller, guest, signCaller } from '@cartograph/kit/caller';
import { createLocalEventBus, type DomainEvent } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { signedText } from '@cartograph/kit/pages';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { events } from '#events';
import { start } from '#server';
import { signedUrls } from '#sign-url';
import { unasked } from '#testing/remotes';
import { Warehouse } from '#testing/shop';

const staff: Caller = { kind: 'customer', customerId: uuidv7(), email: 'staff@example.com', roles: ['staff'] };
const secret = 'a secret of sixteen';
const warehouse = new Warehouse();
const published: DomainEvent[] = [];
let exchange: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  const bus = createLocalEventBus();
  await bus.subscribe(
    'test',
    events.map(({ type }) => type),
    async (event) => void published.push(event),
  );
  exchange = await start({
    databaseUrl: await freshDatabaseUrl('exchange'),
    remotes: unasked,
    kinds: { STOCK: warehouse.kind, CUSTOMERS: warehouse.kind },
    bus,
    log: silentLog(),
    publicUrl: 'https://shop.example',
    urlSecret: secret,
    listen: { host: '127.0.0.1', port: 0, callerSecret: secret },
  });
});
afterAll(() => exchange.stop());

const jobFields =
  'id kind data format status dryRun fileBytes bytesDone rowsTotal rowsDone rowsChanged rowsRefused failure reportUrl fileUrl refusals(first: 5) { row key path message }';
const ask = async (query: string, variables: Record<string, unknown> = {}, caller: Caller = staff) => {
  const { data, errors } = await exchange.execute({ query, variables }, caller);
  return {
    data: JSON.parse(JSON.stringify(data ?? null)),
    errors: errors?.map(({ message, extensions }) => [extensions?.['code'], message]),
  };
};
const startImport = async (input: Record<string, unknown> = {}, caller: Caller = staff) => {
  const { data, errors } = await ask(
    `mutation ($input: StartImportInput!) { startImport(input: $input) { __typename ... on ImportStarted { uploadUrl expiresAt job { ${jobFields} } }
       ... on Problem { message } ... on InvalidInput { fields { path allowed } } } }`,
    { input: { idempotencyKey: uuidv7(), data: 'STOCK', format: 'CSV', ...input } },
    caller,
  );
  return { ...data?.startImport, errors };
};
const job = async (id: string) => (await ask(`query ($id: ID!) { job(id: $id) { ${jobFields} } }`, { id })).data.job;
const ended = (id: string) => expect.poll(async () => (await job(id)).status);

/** The address as this machine reaches it. */
const here = (url: string): string => url.replace('https://shop.example', exchange.url ?? '');
/** As the gateway passes it on. */
const signed = (method: string, url: string) => {
  const { pathname, search } = new URL(url);
  return signCaller(secret, 'exchange', guest, signedText(method, pathname + search));
};
const get = (url: string) => fetch(here(url), { headers: signed('GET', url) });
const put = async (url: string, body: string | Buffer, range?: string) => {
  const answer = await fetch(here(url), {
    method: 'PUT',
    body,
    headers: { 'content-type': 'text/csv', ...signed('PUT', url), ...(range && { 'content-range': range }) },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

test('staff send a file in parts, and see what came of each row', async () => {
  const { uploadUrl, job: opened } = await startImport();
  expect(opened).toMatchObject({ status: 'QUEUED', kind: 'IMPORT', fileBytes: 0, rowsTotal: null, reportUrl: null });
  const file = 'sku,title,onHand\nA,Mug,1\nNO-B,,2\n';
  expect(await put(uploadUrl, file.slice(0, 20), `bytes 0-19/${file.length}`)).toMatchObject({
    status: 202,
    body: { received: 20, complete: false },
  });
  expect(await (await get(uploadUrl)).json()).toMatchObject({ received: 20, complete: false });
  expect(await put(uploadUrl, file.slice(20), `bytes 20-${file.length - 1}/${file.length}`)).toMatchObject({
    status: 200,
    body: { complete: true },
  });
  await ended(opened.id).toBe('SUCCEEDED_WITH_REFUSALS');
  const done = await job(opened.id);
  expect(done).toMatchObject({
    rowsTotal: 2,
    rowsDone: 2,
    rowsChanged: 1,
    rowsRefused: 1,
    fileBytes: file.length,
    bytesDone: file.length,
    fileUrl: null,
  });
  expect(done.refusals).toEqual([{ row: 3, key: 'NO-B', path: ['sku'], message: 'There is no NO-B.' }]);
  const report = await get(done.reportUrl);
  expect(report.headers.get('content-disposition')).toContain('stock-report-');
  expect(await report.text()).toBe('row,key,path,message\r\n3,NO-B,sku,There is no NO-B.\r\n');
});

test('an upload that broke off goes on where it stood, and not elsewhere', async () => {
  const { uploadUrl, job: opened } = await startImport();
  await new Promise<void>((resolve) => {
    const upload = request(here(uploadUrl), { method: 'PUT', headers: { 'content-length': 1_000, ...signed('PUT', uploadUrl) } });
    upload.on('error', () => resolve());
    upload.write('sku,onHand\nU1,1\n', () => setTimeout(() => upload.destroy(), 50));
  });
  const standing = async () => (await (await get(uploadUrl)).json()) as { received: number };
  await expect.poll(async () => (await standing()).received).toBe(16);
  expect(await put(uploadUrl, 'sku,onHand\n')).toMatchObject({ status: 409, body: { received: 16 } });
  expect(await put(uploadUrl, 'U3,3\n', 'bytes 20-24/25')).toMatchObject({ status: 409, body: { received: 16 } });
  expect(await put(uploadUrl, 'U2,2\n', 'bytes 16-20/21')).toMatchObject({ status: 200 });
  await ended(opened.id).toBe('SUCCEEDED');
  expect(warehouse.kept.get('U2')).toMatchObject({ onHand: 2 });
});

test('what comes after the end of a file, or of its job, is refused', async () => {
  const { uploadUrl, job: opened } = await startImport();
  await put(uploadUrl, 'sku,onHand\nZ,1\n');
  expect(await put(uploadUrl, 'Y,1\n', 'bytes 15-18/19')).toMatchObject({ status: 409, body: { code: 'INVALID_TRANSITION' } });
  await ended(opened.id).toBe('SUCCEEDED');
  expect((await put(uploadUrl, 'sku,onHand\nX,1\n')).status).toBe(409);
  const other = await startImport();
  await ask('mutation ($id: ID!) { cancelJob(input: { id: $id }) { __typename } }', { id: other.job.id });
  expect(await put(other.uploadUrl, 'sku,onHand\nX,1\n')).toMatchObject({ status: 409, body: { status: 'CANCELLED' } });
  expect(warehouse.kept.has('X')).toBe(false);
});

test('a part that is longer than it says, or a file of more than 2 GB, is refused', async () => {
  const { uploadUrl } = await startImport();
  expect((await put(uploadUrl, 'sku,onHand\nX,1\n', 'bytes 0-4/5')).status).toBe(413);
  expect((await put(uploadUrl, 'sku', 'bytes 0-2/*')).status).toBe(202);
  expect((await put(uploadUrl, 'x', 'bytes 3-2999999999/3000000000')).status).toBe(413);
  expect((await put(uploadUrl, 'x', 'bytes 3/4')).status).toBe(400);
});

test('an address that another secret signed, that is for another use or job, or that is a day old, opens nothing', async () => {
  const [one, two] = [await startImport(), await startImport()];
  const foreign = signedUrls('another secret of sixteen', 'https://shop.example').of(one.job.id, 'upload', new Date(Date.now() + 60_000));
  expect((await put(foreign, 'sku,onHand\n')).status).toBe(403);
  expect((await put(one.uploadUrl.replace(one.job.id, two.job.id), 'sku,onHand\n')).status).toBe(403);
  expect((await put(one.uploadUrl.replace('use=upload', 'use=file'), 'sku,onHand\n')).status).toBe(403);
  expect((await put(one.uploadUrl.replace(/until=\d+/, 'until=9999999999'), 'sku,onHand\n')).status).toBe(403);
  const old = signedUrls(secret, 'https://shop.example').of(one.job.id, 'upload', new Date(Date.now() - 1_000));
  expect((await put(old, 'sku,onHand\n')).status).toBe(410);
  // Positive control: the same, with the shop's own secret and in its time.
  expect(
    (await put(signedUrls(secret, 'https://shop.example').of(one.job.id, 'upload', new Date(Date.now() + 60_000)), 'sku,onHand\n')).status,
  ).toBe(200);
});

test('a job takes jobs:run, and the scope of what it writes', async () => {
  const customer: Caller = { ...staff, roles: ['customer'] };
  expect((await startImport({}, { kind: 'guest' })).errors).toEqual([['UNAUTHENTICATED', expect.any(String)]]);
  expect((await startImport({}, customer)).errors).toEqual([['FORBIDDEN', expect.stringContaining('jobs:run')]]);
  expect((await ask('{ jobs { totalCount } }', {}, customer)).errors).toEqual([['FORBIDDEN', expect.any(String)]]);
  expect((await ask('{ job(id: "x") { id } }', {}, customer)).errors).toEqual([['FORBIDDEN', expect.any(String)]]);
});

test('a key opens one job, whoever repeats it', async () => {
  const idempotencyKey = uuidv7();
  const [first, again] = await Promise.all([startImport({ idempotencyKey }), startImport({ idempotencyKey })]);
  expect(again.job.id).toBe(first.job.id);
  expect(await startImport({ idempotencyKey, dryRun: true })).toMatchObject({ __typename: 'IdempotencyConflict' });
  expect(await startImport({ idempotencyKey: '' })).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: ['idempotencyKey'] }] });
  expect(await startImport({ data: 'ORDERS' })).toMatchObject({
    __typename: 'InvalidInput',
    fields: [{ path: ['data'], allowed: ['STOCK', 'CUSTOMERS'] }],
  });
});

test('an export ends in a file for a day, which whoever may not read such data is not shown', async () => {
  const { data } = await ask(
    'mutation ($input: StartExportInput!) { startExport(input: $input) { ... on ExportStarted { job { id kind } } } }',
    { input: { idempotencyKey: uuidv7(), data: 'STOCK', format: 'JSONL' } },
  );
  const { id } = data.startExport.job;
  await ended(id).toBe('SUCCEEDED');
  const { fileUrl, rowsTotal } = await job(id);
  expect(rowsTotal).toBe(warehouse.kept.size);
  const lines = (await (await get(fileUrl)).text()).trim().split('\n');
  expect(lines).toHaveLength(warehouse.kept.size);
  expect((await put(fileUrl, 'x')).status).toBe(403);
});

test('jobs are listed newest first, in pages both ways', async () => {
  const page = async (args: string) =>
    (await ask(`{ jobs(${args}) { totalCount edges { cursor node { id } } pageInfo { endCursor startCursor hasNextPage } } }`)).data.jobs;
  const all = await page('first: 100');
  const ids = all.edges.map(({ node }: { node: { id: string } }) => node.id);
  expect(ids).toEqual([...ids].sort((a: string, b: string) => (a < b ? 1 : -1)));
  expect(all.totalCount).toBe(ids.length);
  const first = await page('first: 2');
  const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(ids.slice(0, 4));
  expect(
    (await page(`last: 2, before: "${second.pageInfo.startCursor}"`)).edges.map(({ node }: { node: { id: string } }) => node.id),
  ).toEqual(ids.slice(0, 2));
  expect((await page('kind: [EXPORT]')).totalCount).toBe(1);
});

test('whoever starts or cancels a job is in the audit log', async () => {
  const told = () => published.map(({ data }) => data as { action: string; actorName: string; entityType: string });
  await expect.poll(() => told().map(({ action }) => action)).toEqual(expect.arrayContaining(['startImport', 'startExport', 'cancelJob']));
  expect(told().every(({ actorName, entityType }) => actorName === 'staff@example.com' && entityType === 'Job')).toBe(true);
});
