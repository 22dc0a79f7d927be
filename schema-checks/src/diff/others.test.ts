import { buildSchema, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType } from 'graphql';
import { expect, test } from 'vitest';
import type { Change } from '../model.ts';
import { diffApi } from './diff-api.ts';
import { positionsOf } from './positions.ts';
import type { Case } from './testing/case.ts';
import { inputCases } from './testing/input-cases.ts';
import { graphqlBreaking, inspectorBreaking, type Theirs } from './testing/others.ts';
import { outputCases } from './testing/output-cases.ts';

interface Compared {
  theirs: Theirs;
  ours: readonly Change[];
  same: Change | undefined;
  before: GraphQLSchema;
  after: GraphQLSchema;
}

/** Where others call breaking what we do not, by name. */
const differences: Record<string, (compared: Compared) => boolean> = {
  'what led to a removed type is told by itself, and only what still leads to it breaks': ({ theirs, same }) =>
    theirs.kind === 'TYPE_REMOVED' && same?.level === 'safe' && /reported by itself/.test(same.reason),
  'nothing led clients to the type, so that nobody is hit': ({ same }) =>
    same?.level === 'safe' && same.reason.startsWith('Nothing in the schema led'),
  'a standard scalar that nothing uses any more is no change of its own': ({ theirs }) => theirs.said.startsWith('Standard scalar'),
  'a type and what names it: one cause, told of the type': ({ theirs, ours }) =>
    /TYPE_CHANGED$|^UNION_MEMBER_REMOVED$|^OBJECT_TYPE_INTERFACE_REMOVED$/.test(theirs.kind) &&
    ours.some(({ kind, path, level }) => kind === 'TYPE_REMOVED' && level === 'breaking' && theirs.said.split(/\W+/).includes(path)),
  'a root type that goes is told of the schema': ({ theirs, ours }) =>
    ours.some(({ kind, path, level }) => /^SCHEMA_.*_TYPE_CHANGED$/.test(kind) && level === 'breaking' && path === theirs.path),
  'a root type under another name is told once, whatever was its name': ({ theirs, ours }) =>
    /^SCHEMA_.*_TYPE_CHANGED$/.test(theirs.kind) && ours.some(({ kind, level }) => kind === theirs.kind && level === 'breaking'),
  'what clients only read is not refused when they send it': ({ theirs, same, before, after }) => {
    const [type = ''] = theirs.path.split('.');
    const sent = [before, after].some((schema) => positionsOf(schema).input.has(type));
    return theirs.kind === 'ENUM_VALUE_REMOVED' && same?.level === 'dangerous' && isEnumType(before.getType(type)) && !sent;
  },
  'no operation has an enum that nothing leads to': ({ theirs, same }) => theirs.kind === 'ENUM_VALUE_REMOVED' && same?.level === 'safe',
  'a default stands in for what is left out, and only null is refused': ({ theirs, same }) =>
    theirs.kind.endsWith('TYPE_CHANGED') && same?.level === 'dangerous' && same.reason.startsWith('The default stands in'),
  'an interface that leaves another gives no objects of its own': ({ theirs, same, before }) =>
    theirs.kind === 'OBJECT_TYPE_INTERFACE_REMOVED' && same?.level === 'dangerous' && isInterfaceType(before.getType(theirs.path)),
  'only authors of schemas write the directive, or write it there': ({ theirs, same }) =>
    theirs.kind.startsWith('DIRECTIVE_') && same?.level === 'safe' && same.reason.startsWith('Only authors'),
  '@oneOf has a kind of its own': ({ theirs, ours, after }) =>
    theirs.kind === 'DIRECTIVE_USAGE_INPUT_OBJECT_ADDED' &&
    isInputObjectType(after.getType(theirs.path)) &&
    ours.some(({ kind, path, level }) => kind === 'ONE_OF_ADDED' && path === theirs.path && level === 'breaking'),
};

/** graphql says of fields of input types what it says of fields. */
const kindsOf = ({ kind, tool }: Theirs): string[] => (tool === 'graphql' && kind.startsWith('FIELD_') ? [kind, `INPUT_${kind}`] : [kind]);

async function unexplained({ name, before: one, after: other }: Case): Promise<{ missing: string[]; used: string[]; agreed: number }> {
  const [before, after] = [buildSchema(one), buildSchema(other)];
  const ours = diffApi(before, after);
  const missing: string[] = [];
  const used: string[] = [];
  let agreed = 0;
  for (const theirs of [...graphqlBreaking(before, after), ...(await inspectorBreaking(before, after))]) {
    const same = ours.find(
      ({ kind, path, detail }) => kindsOf(theirs).includes(kind) && path === theirs.path && (!theirs.detail || detail === theirs.detail),
    );
    if (same?.level === 'breaking') {
      agreed += 1;
      continue;
    }
    const difference = Object.entries(differences).find(([, holds]) => holds({ theirs, ours, same, before, after }));
    if (difference) used.push(difference[0]);
    else missing.push(`${name}: ${theirs.tool} ${theirs.kind} ${theirs.path} (${theirs.said})`);
  }
  return { missing, used, agreed };
}

const cases = [...outputCases, ...inputCases].flatMap((each) => [
  each,
  { ...each, name: `${each.name}, back`, before: each.after, after: each.before },
]);

test('whatever graphql and @graphql-inspector/core call breaking is breaking, or a difference with a name', {
  timeout: 60_000,
}, async () => {
  const results = await Promise.all(cases.map(unexplained));
  expect(results.flatMap(({ missing }) => missing)).toEqual([]);
  expect(results.reduce((sum, { agreed }) => sum + agreed, 0)).toBeGreaterThan(50);
  const used = new Set(results.flatMap((result) => result.used));
  expect(Object.keys(differences).filter((name) => !used.has(name))).toEqual([]);
});
