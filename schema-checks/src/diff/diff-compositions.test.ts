import { describe, expect, test } from 'vitest';
import type { Change, Composition } from '../model.ts';
import { diffCompositions } from './diff-compositions.ts';
import { federationChangeKinds } from './kinds.ts';
import { summary, wordsOf } from './testing/case.ts';
import { directiveCases } from './testing/directive-cases.ts';
import { ownerCases } from './testing/federation-cases.ts';
import { compositionOf, type Rooms } from './testing/rooms.ts';

const cases = [...ownerCases, ...directiveCases];
const diff = (before: Rooms, after: Rooms) => diffCompositions(compositionOf(before), compositionOf(after));

describe('what changes for clients, between rooms and for those that call each other', { timeout: 60_000 }, () => {
  test.each(cases)('$name', ({ before, after, says, words = [] }) => {
    const changes = diff(before, after);
    expect(changes.map(summary)).toEqual(says);
    for (const word of words) expect(changes.map(wordsOf).join('\n')).toContain(word);
  });

  test('rooms compared with themselves, in another order of definitions, say nothing', () => {
    for (const { before } of cases) {
      const again = Object.fromEntries(Object.entries(before).map(([name, sdl]) => [name, `${sdl}\n# Another text.`]));
      expect(diff(before, again)).toEqual([]);
    }
  });

  test('every kind that only rooms can say has a case, there or back', () => {
    const said = new Set(cases.flatMap(({ before, after }) => [...diff(before, after), ...diff(after, before)]).map(({ kind }) => kind));
    expect(federationChangeKinds.filter((kind) => !said.has(kind) && kind !== 'SUBGRAPH_URL_CHANGED')).toEqual([]);
  });

  test('a room that answers elsewhere is asked at the old address by gateways that run', () => {
    const before = compositionOf({ a: 'type Query { a: Int }' });
    const moved = before.snapshot.subgraphs.map((source) => ({ ...source, url: 'http://elsewhere' }));
    const changes = diffCompositions(before, { ...before, snapshot: { ...before.snapshot, subgraphs: moved } });
    expect(changes.map(summary)).toEqual(['dangerous SUBGRAPH_URL_CHANGED a [a]']);
  });

  test('every change names its rooms and the place in their SDL: in the new one, of what is gone in the old one', () => {
    const before = { a: 'type Query {\n  a: Int\n  gone: Int\n}', b: 'type Query { t: T }\ntype T @key(fields: "id") { id: ID! }' };
    const after = {
      a: 'type Query {\n  "New."\n  a: Int!\n}',
      b: 'type Query { t: T }\ntype T @key(fields: "id") @key(fields: "x") { id: ID! x: ID! }',
    };
    const places = (changes: Change[]) =>
      changes.map(({ kind, subgraphs, place }) => `${kind} ${subgraphs.join()} ${place?.file}:${place?.line}:${place?.column}`);
    expect(places(diff(before, after))).toEqual([
      'FIELD_DESCRIPTION_ADDED a a.graphql:4:3',
      'FIELD_TYPE_CHANGED a a.graphql:4:3',
      'FIELD_REMOVED a a.graphql:4:3',
      'FIELD_ADDED b b.graphql:3:55',
      'KEY_ADDED b b.graphql:3:6',
    ]);
  });

  test('with an API alone on one side, what clients see is compared', () => {
    const rooms = compositionOf({ a: 'type Query { a: Int b: Int }' });
    const api: Composition = {
      snapshot: { label: 'api.graphql', subgraphs: [], api: 'type Query {\n  a: Int\n  c: Int\n}' },
      api: rooms.api,
      hints: [],
    };
    expect(diffCompositions(api, rooms)).toEqual([]);
    expect(diffCompositions(rooms, api)).toEqual([]);
  });
});
