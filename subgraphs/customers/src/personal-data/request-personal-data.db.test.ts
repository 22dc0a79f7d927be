import type { Caller } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestPersonalData } from '#personal-data/request-personal-data';
import { start } from '#server';
import { noCarts, openRoom, type TestRoom } from '#testing/room';
import { ada, adaAndGrace, adaAsks, grace, nothingOpen, openShop, staff } from '#testing/shop';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});

const document = `mutation ($input: RequestPersonalDataInput!) { answer: requestPersonalData(input: $input) { __typename
  ... on PersonalDataRequested { request { id kind status roomsLeft downloadUrl } } ... on Problem { code message } } }`;
const ask = (input: object, caller: Caller) => room.ask(document, { input }, caller);
const lately = (caller: Caller): Caller => ({ ...caller, provedAt: Math.floor(Date.now() / 1_000) }) as Caller;
const codes = ({ errors = [] }: { errors?: readonly { extensions?: Record<string, unknown> }[] }) =>
  errors.map((one) => one.extensions?.['code']);

it('an export that is asked for twice is one, and says which rooms have not answered', async () => {
  const first = (await ask({ kind: 'EXPORT' }, adaAsks)).data?.['answer'];
  expect(first).toMatchObject({
    request: { kind: 'EXPORT', status: 'OPEN', roomsLeft: ['orders', 'pricing', 'reviews'], downloadUrl: null },
  });
  expect((await ask({ kind: 'EXPORT' }, adaAsks)).data?.['answer']).toEqual(first);
});

it('of somebody else is for staff, and to be forgotten one must have signed in lately', async () => {
  expect(codes(await ask({ kind: 'EXPORT', customerId: grace }, adaAsks))).toEqual(['FORBIDDEN']);
  expect(codes(await ask({ kind: 'ERASURE' }, adaAsks))).toEqual(['STEP_UP_REQUIRED']);
  expect(codes(await ask({ kind: 'EXPORT' }, { kind: 'guest' }))).toEqual(['UNAUTHENTICATED']);
  expect(codes(await ask({ kind: 'EXPORT' }, staff))).toEqual(['UNAUTHENTICATED']);
});

it('nobody is forgotten while an order is open, and what is open is told', async () => {
  const shop = await openShop();
  const orders = {
    openOf: async (ids: readonly string[]) => ids.map((customerId) => ({ customerId, open: ['C-100001', 'being placed'] })),
  };
  const refused = await requestPersonalData(shop.db, orders, { customerId: ada, kind: 'ERASURE' }, null);
  expect(refused).toMatchObject({
    kind: 'refused',
    problem: { path: ['kind'], message: expect.stringContaining('C-100001, being placed') },
  });
  expect(await shop.db.query({ text: 'select id from customers where disabled_at is not null' })).toEqual([]);
  await shop.db.query({ text: `update customers set roles = '{customer,admin}' where id = $1`, values: [ada] });
  expect(await requestPersonalData(shop.db, nothingOpen, { customerId: ada, kind: 'ERASURE' }, null)).toMatchObject({ kind: 'refused' });
});

it('who is forgotten signs in no more at once, is waited for by the room that is away, and says nothing to anybody in the end', async () => {
  const bus = createLocalEventBus();
  const databaseUrl = await freshDatabaseUrl('customers');
  const open = await start({ databaseUrl, remotes: { mergeCarts: noCarts, ...nothingOpen }, bus, log: silentLog() });
  afterAll(() => open.stop());
  await open.commands.importCustomers(adaAndGrace);
  await open.commands.grantPoints([{ customerId: ada, points: 50, reason: 'a gift', key: 'g' }]);
  const execute = async (input: object) => {
    const { data } = await open.execute({ query: document, variables: { input } }, lately(adaAsks));
    return data?.['answer'] as { request: { id: string; status: string; roomsLeft: string[] } };
  };
  const { request } = await execute({ kind: 'ERASURE' });
  let told = 0;
  const answer = (name: string) =>
    bus.publish({
      id: `0198c0de-7a11-7000-8000-0000000000${10 + told++}`,
      type: `${name}.personal_data_answered`,
      version: 1,
      key: ada,
      sequence: null,
      history: false,
      occurredAt: new Date().toISOString(),
      data: { requestId: request.id, customerId: ada, data: null },
    });
  for (const name of ['orders', 'pricing', 'orders']) await answer(name);
  expect((await execute({ kind: 'ERASURE' })).request).toMatchObject({ id: request.id, status: 'OPEN', roomsLeft: ['reviews'] });
  await answer('reviews');
  expect((await execute({ kind: 'ERASURE' })).request).toMatchObject({ id: request.id, status: 'DONE', roomsLeft: [] });
  const query = '{ me { email name addresses { id } loyalty { available entries { totalCount } } } }';
  const { data } = await open.execute({ query }, adaAsks);
  expect(data?.['me']).toEqual({
    email: `erased-${ada}@erased.invalid`,
    name: null,
    addresses: [],
    loyalty: { available: 50, entries: { totalCount: 1 } },
  });
});
