import { beforeAll, describe, expect, it } from 'vitest';
import { openRoom, type TestRoom } from '#testing/room';
import { adaAsks, graceAsks } from '#testing/shop';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});

const shown = 'id name line1 region postalCode country phone isDefaultShipping isDefaultBilling';
const oak = { line1: '12 Oak Ave', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };
type Saved = Record<string, unknown> & { id: string; isDefaultShipping: boolean; isDefaultBilling: boolean };

const ask = async (field: string, type: string, input: object, caller = adaAsks) => {
  const result = field === 'addAddress' ? 'AddressAdded' : 'AddressUpdated';
  const answer = await room.ask(
    `mutation ($input: ${type}!) { answer: ${field}(input: $input) { __typename ... on ${result} { address { ${shown} } } ... on Problem { code } ... on InvalidInput { fields { path } } } }`,
    { input },
    caller,
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data ?? {})['answer'] as { address: Saved } & Record<string, unknown>;
};
const add = (input: object, caller = adaAsks) => ask('addAddress', 'AddAddressInput', input, caller);
const update = (input: object, caller = adaAsks) => ask('updateAddress', 'UpdateAddressInput', input, caller);
const saved = async (caller = adaAsks) => {
  const { data } = await room.ask(`{ me { addresses { ${shown} } } }`, {}, caller);
  return (data?.['me'] as { addresses: Saved[] } | undefined)?.addresses ?? [];
};

describe('a saved address', () => {
  it('is changed in part: what is left out stays, and the whole of it is read anew', async () => {
    const { address } = await add({ ...oak, name: 'Ada', phone: '510 555 0100' });
    expect(await update({ id: address.id, line1: '14 Oak Ave', name: null })).toMatchObject({
      __typename: 'AddressUpdated',
      address: { ...address, line1: '14 Oak Ave', name: null },
    });
    const moved = await update({ id: address.id, country: 'DE' });
    const wrong = moved['fields'] as { path: string[] }[];
    expect(wrong.map(({ path }) => path.join('.'))).toContain('region');
    expect(await saved()).toContainEqual({ ...address, line1: '14 Oak Ave', name: null });
  });

  it('of somebody else is not there, exactly like one that there never was', async () => {
    const { address } = await add({ ...oak, line1: '9 Elm St' }, graceAsks);
    for (const id of [address.id, '0198c0de-7a11-7000-8000-000000000001', 'x'])
      expect(await update({ id, line1: 'mine', isDefaultShipping: true })).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
    expect(await saved(graceAsks)).toMatchObject([{ line1: '9 Elm St', isDefaultShipping: false }]);
  });
});

describe('the defaults', () => {
  it('are one of each kind at most, whoever makes them at once, and none once it is said to be none', async () => {
    const made = await Promise.all(['1 A', '2 B', '3 C'].map((line1) => add({ ...oak, line1 })));
    const ids = made.map(({ address }) => address.id);
    await Promise.all(ids.flatMap((id) => [update({ id, isDefaultShipping: true }), update({ id, isDefaultBilling: true })]));
    const of = async (kind: 'isDefaultShipping' | 'isDefaultBilling') =>
      (await saved()).filter((address) => address[kind]).map(({ id }) => id);
    expect([(await of('isDefaultShipping')).length, (await of('isDefaultBilling')).length]).toEqual([1, 1]);
    for (const id of ids) {
      await update({ id, isDefaultShipping: true, isDefaultBilling: true });
      expect([await of('isDefaultShipping'), await of('isDefaultBilling')]).toEqual([[id], [id]]);
    }
    await update({ id: ids[2] ?? '', isDefaultShipping: false, line1: '3 Cedar' });
    expect([await of('isDefaultShipping'), await of('isDefaultBilling')]).toEqual([[], [ids[2]]]);
    await update({ id: ids[2] ?? '', line1: '3 Cedar Ave', isDefaultBilling: null });
    expect(await of('isDefaultBilling')).toEqual([ids[2]]);
  });
});
