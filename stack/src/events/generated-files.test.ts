import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { declaredEvents, faultsOf } from './declared.ts';
import { generatedFiles, outdated } from './generated-files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const declared = await declaredEvents();
const [{ declaration: some, room } = { declaration: undefined, room: '' }] = declared;

test('what is committed is what the rooms declare, and a file that is not is named', async () => {
  const { files, faults } = await generatedFiles(root);
  expect(faults).toEqual([]);
  expect(files).toHaveLength(declared.length + 1);
  expect(outdated(root, files)).toEqual([]);
  const [first, ...others] = files;
  if (!first) throw new Error('no room says anything');
  expect(outdated(root, [{ ...first, text: first.text.replace('object', 'array') }, ...others])).toHaveLength(1);
});

test.each(declared.map(({ declaration }) => [`${declaration.type} v${declaration.version}`, declaration] as const))(
  'the example of %s is one, by its declaration and by the schema that others read',
  (_name, { type, version, example }) => {
    expect(
      undeclared(
        declared.map((each) => each.declaration),
        [{ type, version, data: example }],
      ),
    ).toEqual([]);
    const schema = JSON.parse(readFileSync(`${root}schema/events/${type}.v${version}.json`, 'utf8')) as Parameters<
      typeof z.fromJSONSchema
    >[0];
    const committed = z.fromJSONSchema(schema);
    expect(committed.safeParse(example).error).toBeUndefined();
    const [field = ''] = Object.keys(example);
    expect(committed.safeParse({ ...example, [field]: undefined }).success).toBe(false);
  },
);

test('an event is named after its room, once, and described to its last field', () => {
  if (!some) throw new Error('no room says anything');
  expect(faultsOf(declared)).toEqual([]);
  const schema = z.object({ lines: z.array(z.object({ sku: z.string() })).describe('Lines.'), note: z.string() });
  const faults = faultsOf([
    { room, declaration: some },
    { room, declaration: some },
    { room: 'shop', declaration: { ...some, schema, description: '' } },
  ]);
  const name = `${some.type} v${some.version}`;
  expect(faults).toEqual([
    `${name}: is declared twice`,
    `${name}: is not called shop.noun_verbed`,
    `${name}: is declared twice`,
    `${name}: has no description`,
    `${name}: lines[].sku has no description`,
    `${name}: note has no description`,
  ]);
});
