import type { Caller } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import type { Room } from '@cartograph/kit/room';
import { composeRooms } from '@cartograph/schema-checks/supergraph';
import { rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRoom, callers, post, type RoomAnswer, sdlOf, startAlone } from './support/room-list.ts';
import { entityKeys, internalCalls, type Key, undescribed } from './support/room-sdl.ts';

describe.each(rooms)('%s, like every room,', (name) => {
  let room: Room<unknown>;
  beforeAll(async () => {
    room = await startAlone(name);
  });
  afterAll(() => room.stop());

  const sdl = sdlOf(name);
  const keys = entityKeys(sdl);
  const ask = (query: string, variables: Record<string, unknown>, caller: Caller) => askRoom(room, query, variables, caller);

  it('serves the contract that is written down', async () => {
    const { data } = await ask('{ _service { sdl } }', {}, callers.guest);
    const served = data?.['_service'] as { sdl: string } | undefined;
    expect(supergraphOf(name, served?.sdl ?? '')).toEqual(supergraphOf(name, sdl));
  });

  it('describes every type, field, argument and value', () => {
    expect(undescribed(sdl)).toEqual([]);
  });

  it('answers signed requests only', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const other = rooms.find((each) => each !== name) ?? '';
    const status = async (signed?: Parameters<typeof post>[3]) => (await post(String(room.url), body, callers.room, signed)).status;
    expect(await status({ room: name })).toBe(200);
    expect(await status()).toBe(401);
    expect(await status({ room: name, at: Date.now() - 61_000 })).toBe(401);
    expect(await status({ room: name, at: Date.now() + 61_000 })).toBe(401);
    expect(await status({ room: other })).toBe(401);
    expect(await status({ room: name, body: `${body} ` })).toBe(401);
  });

  it('takes no command between rooms from a person', async () => {
    const before = room.statements();
    for (const { field, document } of internalCalls(sdl))
      for (const caller of [callers.guest, callers.customer, callers.staff, callers.admin]) {
        const { errors } = await ask(document, {}, caller);
        expect([field, errors?.map(({ extensions }) => extensions?.code)]).toEqual([field, ['FORBIDDEN']]);
      }
    expect(room.statements()).toBe(before);
  });

  it.each(keys)('knows no $type by a $field that does not exist', async (key) => {
    const unknown = [uuidv7(), '00000000-0000-0000-0000-000000000000', 'no such thing', "' or 1=1 --", 'naïve', ''];
    for (const caller of [callers.guest, callers.customer, callers.staff, callers.room]) {
      const { data, errors } = await ask(entitiesOf(key), { refs: unknown.map((value) => reference(key, value)) }, caller);
      // Whoever is no staff is told so, and tells nothing apart by it.
      const refused = caller === callers.staff ? [] : key.forStaff;
      expect((errors ?? []).filter((error) => !(isRefusal(error) && refused.includes(String(error.path?.[2]))))).toEqual([]);
      const found = data?.['_entities'] as (Record<string, unknown> | null)[];
      expect(found.map((entity) => tellsOf(key, entity))).toEqual(unknown.map(() => []));
    }
  });

  it.each(keys)('finds 100 of $type by $field in as many statements as one', async (key) => {
    const cost = async (count: number): Promise<number> => {
      const refs = Array.from({ length: count }, (_, index) => reference(key, key.field === 'id' ? uuidv7() : `SKU-${index}`));
      const before = room.statements();
      const { errors } = await ask(entitiesOf(key), { refs }, callers.staff);
      expect(errors).toBeUndefined();
      return room.statements() - before;
    };
    const one = await cost(1);
    expect(await cost(100)).toBe(one);
    // A customer has an order history, a cart and lists at orders: one each.
    expect(one).toBeLessThanOrEqual(3);
  });

  it('says that it is alive and ready', async () => {
    for (const page of ['live', 'ready']) expect((await fetch(`${room.url}/health/${page}`)).status).toBe(200);
    expect((await fetch(`${room.url}/metrics`)).status).toBe(404);
  });
});

const entitiesOf = ({ type, selection }: Key): string =>
  `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on ${type} { ${selection} } } }`;

const reference = ({ type, field }: Key, value: string): Record<string, unknown> => ({ __typename: type, [field]: value });

/** What the room alone composes to. Lines are sorted: the order of links and definitions says nothing. */
function supergraphOf(name: string, text: string): unknown {
  const composed = composeRooms([{ name, url: 'http://room', sdl: text }]);
  return composed.kind === 'composed' ? composed.supergraph.split('\n').sort() : composed;
}

/** What an entity that does not exist gives away: fields beside its key that hold anything. */
const tellsOf = ({ field }: Key, entity: Record<string, unknown> | null): string[] =>
  Object.entries(entity ?? {})
    .filter(([name, value]) => name !== '__typename' && name !== field && !isEmpty(value))
    .map(([name]) => name);

const isRefusal = ({ extensions }: NonNullable<RoomAnswer['errors']>[number]): boolean =>
  extensions?.code === 'UNAUTHENTICATED' || extensions?.code === 'FORBIDDEN';

/** Null, an empty list, or a page of nothing. */
const isEmpty = (value: unknown): boolean => value === null || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{"edges":[]}';
