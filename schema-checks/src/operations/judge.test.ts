import { expect, test } from 'vitest';
import { apiOf, judged, known, verdictsOn } from './testing/shop.ts';

const lamps = 'type Query { lamp(id: ID): Lamp lamps: [Lamp!]! } type Lamp { id: ID! title: String name: String }';
const without = (sdl: string, part: string): string => {
  if (!sdl.includes(part)) throw new Error(`there is no ${part}`);
  return sdl.replace(part, '');
};
const noName = without(lamps, 'name: String');

test('a field that an operation asks for cannot go, and the very selection is named', () => {
  const operations = known('query Page {\n  lamps {\n    id\n    name\n  }\n}');
  const { fails, hits, changes, findings } = judged(lamps, noName, operations);
  expect(fails).toEqual(['FIELD_REMOVED Lamp.name: used']);
  expect(hits).toEqual(['shop.graphql:4:5 asks for Lamp.name']);
  expect(changes[0]?.hits[0]).toMatchObject({ operation: 'Page', client: 'shop' });
  expect(changes[0]?.evidence).toBe('1 of 1 operation of 1 client uses it');
  expect(findings).toEqual([]);
});

test('a field that nobody asks for may go, and the evidence counts who was asked', () => {
  const operations = [...known('query A { lamps { id } }'), ...known('query B { lamp { title } }', 'app')];
  const { fails, changes } = judged(lamps, noName, operations);
  expect(fails).toEqual([]);
  expect(changes[0]).toMatchObject({
    verdict: { kind: 'passes', because: 'unused' },
    hits: [],
    evidence: 'none of 2 operations of 2 clients uses it',
  });
});

test('a project may want every breaking change approved, used or not', () => {
  const operations = known('query A { lamps { id } }');
  expect(judged(lamps, noName, operations, { changes: { unused: 'fail' } }).fails).toEqual(['FIELD_REMOVED Lamp.name: breaking']);
});

test('where no operation is known, a breaking change is not called unused', () => {
  const { fails, changes } = judged(lamps, noName, []);
  expect(fails).toEqual(['FIELD_REMOVED Lamp.name: breaking']);
  expect(changes[0]?.evidence).toBe('no operation is known, so nobody can say who uses it');
});

test('a field is found in the fragment that asks for it, wherever that is spread', () => {
  const operations = known('query Page { lamps { ...Card } }\nfragment Card on Lamp { id\n  name }');
  expect(judged(lamps, noName, operations).hits).toEqual(['shop.graphql:3:3 asks for Lamp.name']);
});

test('a change that many use names twenty of them and counts the rest', () => {
  const operations = Array.from({ length: 25 }, (_, index) => known(`query Q${String(index).padStart(2, '0')} { lamps { name } }`)).flat();
  const [change] = judged(lamps, noName, operations).changes;
  expect([change?.hits.length, change?.moreHits, change?.hits[0]?.operation]).toEqual([20, 5, 'Q00']);
});

test('an argument that becomes required reaches those who ask without it, and none who give it', () => {
  const after = lamps.replace('lamp(id: ID)', 'lamp(id: ID!)');
  const operations = known(`
    query Leaves { lamp { id } }
    query Gives { lamp(id: "1") { id } }
    query Null { lamp(id: null) { id } }
    query May($id: ID) { lamp(id: $id) { id } }
    query Must($id: ID!) { lamp(id: $id) { id } }
    query Other { lamps { id } }`);
  const { changes, findings } = judged(lamps, after, operations);
  expect(changes.flatMap(({ hits }) => hits.map(({ operation }) => operation))).toEqual(['Leaves', 'May', 'Null']);
  expect(findings).toEqual([]);
});

test('a new required argument reaches everybody who asks for the field', () => {
  const { fails, hits } = judged(lamps, lamps.replace('lamps:', 'lamps(first: Int!):'), known('{ lamps { id } }'));
  expect([fails, hits]).toEqual([
    ['FIELD_ARGUMENT_ADDED Query.lamps(first:): used'],
    ['shop.graphql:1:3 asks for Query.lamps without Query.lamps(first:)'],
  ]);
});

test('an argument that goes reaches those who give it', () => {
  const operations = known('query Gives { lamp(id: 1) { id } }\nquery Leaves { lamp { id } }');
  const { hits } = judged(lamps, without(lamps, '(id: ID)'), operations);
  expect(hits).toEqual(['shop.graphql:1:20 gives Query.lamp(id:)']);
});

test('an argument of another scalar of the project reaches all who give it, for only the scalar knows its values', () => {
  const before = 'scalar Day scalar Time type Query { open(on: Day): Int }';
  const { hits } = judged(before, before.replace('on: Day', 'on: Time'), known('query A { open(on: "today") }\nquery B { open }'));
  expect(hits).toEqual(['shop.graphql:1:16 gives Query.open(on:), which becomes Time']);
});

test('a default that changes is dangerous for those who rely on it', () => {
  const before = 'type Query { lamps(first: Int = 10): Int }';
  const operations = known(`
    query Leaves { lamps }
    query Gives { lamps(first: 5) }
    query May($first: Int) { lamps(first: $first) }
    query Must($first: Int!) { lamps(first: $first) }`);
  const { fails, changes } = judged(before, before.replace('10', '20'), operations, { changes: { failOn: 'dangerous' } });
  expect(fails).toEqual(['FIELD_ARGUMENT_DEFAULT_CHANGED Query.lamps(first:): dangerous']);
  expect(changes[0]?.hits.map(({ operation }) => operation)).toEqual(['Leaves', 'May']);
});

const found = `type Query { found: [Found!]! node: Node }
  interface Node { id: ID! } type Lamp implements Node { id: ID! } type Chair implements Node { id: ID! } type Shop { name: String }
  union Found = Lamp | Chair | Shop`;

test('a union member that goes reaches those who ask for something of it within the union', () => {
  const operations = known(`
    query OnChair { found { ... on Chair { id } } }
    query OnNode { found { ... on Node { id } } }
    query Spread { found { ...C } } fragment C on Chair { id }
    query OnLamp { found { ... on Lamp { id } } }
    query Elsewhere { node { ... on Chair { id } } }`);
  const { changes, findings } = judged(found, found.replace('| Chair |', '|'), operations);
  expect(changes.flatMap(({ hits }) => hits.map(({ operation }) => operation))).toEqual(['OnChair', 'OnNode', 'Spread']);
  expect(findings).toEqual([]);
});

test('a new union member and a new enum value are dangerous for those who read them', () => {
  const before = `${found} type Box { n: Int } enum Tone { WARM } extend type Query { tone: Tone }`;
  const after = before.replace('| Shop', '| Shop | Box').replace('{ WARM }', '{ WARM COLD }');
  const operations = known('query Tones { tone }\nquery Finds { found { __typename } }\nquery Other { node { id } }');
  const { changes, fails } = judged(before, after, operations);
  expect(fails).toEqual([]);
  const dangerous = changes.filter(({ level }) => level === 'dangerous');
  expect(dangerous.map(({ kind, verdict, hits }) => [kind, verdict.because, hits.map(({ operation }) => operation).join()])).toEqual([
    ['UNION_MEMBER_ADDED', 'dangerous-allowed', 'Finds'],
    ['ENUM_VALUE_ADDED', 'dangerous-allowed', 'Tones'],
  ]);
  expect(judged(before, after, operations, { changes: { failOn: 'dangerous' } }).fails.length).toBe(2);
});

test('a field or an input field that goes reaches nobody who meets another type in its place, which has it', () => {
  const before = `type Query { lamp(by: By): Lamp other: Lamp } type Lamp { id: ID name: String } input By { id: ID name: String }
    type Light { name: String } input ByName { name: String }`;
  const after = before
    .replace('lamp(by: By): Lamp', 'lamp(by: ByName): Light')
    .replace('id: ID name: String }', 'id: ID }')
    .replace('id: ID name: String }', 'id: ID }');
  const { changes, findings } = judged(
    before,
    after,
    known(
      'query Meets { lamp(by: { name: "a" }) { name } }\nquery Asks { other { name } }\nquery Sends { lamp(by: { id: 1, name: "a" }) { name } }',
    ),
  );
  const hitBy = (kind: string) =>
    changes.filter((change) => change.kind === kind).flatMap(({ hits }) => hits.map(({ operation }) => operation));
  expect({ fields: hitBy('FIELD_REMOVED'), inputs: hitBy('INPUT_FIELD_REMOVED') }).toEqual({
    fields: ['Asks', 'Sends'],
    inputs: ['Sends'],
  });
  expect(hitBy('FIELD_TYPE_CHANGED')).toEqual(['Meets', 'Sends']);
  expect(findings).toEqual([]);
});

test('a literal that another input type takes is hit where it means something else there, and a variable always', () => {
  const before = `scalar Day type Query { lamps(by: By): Int other: Int }
    input By { text: String on: [String!] near: Near limit: Int = 10 } input Near { of: String }`;
  const after = `scalar Day type Query { lamps(by: Search): Int other: Int }
    input Search { text: String on: [Day!] near: Close limit: Int = 10 page: Int = 1 } input Close { of: String far: Int = 5 }`;
  const { changes, findings } = judged(
    before,
    after,
    known(`
      query Fits { lamps(by: { text: "a", near: { of: "b" } }) }
      query Null { lamps(by: { on: null, limit: 3 }) }
      query OwnScalar { lamps(by: { text: "a", on: ["now"] }) }
      query Variable($by: By) { lamps(by: $by) }
      query Within($near: Near) { lamps(by: { near: $near }) }`),
  );
  expect(changes.flatMap(({ kind, hits }) => hits.map(({ operation }) => `${kind} ${operation}`))).toEqual([
    'FIELD_ARGUMENT_TYPE_CHANGED OwnScalar',
    'FIELD_ARGUMENT_TYPE_CHANGED Variable',
    'FIELD_ARGUMENT_TYPE_CHANGED Within',
  ]);
  expect(findings).toEqual([]);
  const dearer = judged(
    before,
    after.replace('= 10', '= 99'),
    known('{ lamps(by: { text: "a" }) }\nquery All { lamps(by: { limit: 1 }) }'),
  );
  expect(dearer.hits).toEqual(['shop.graphql:1:9 gives Query.lamps(by:), which becomes Search']);
});

test('what changes under a root type of another name is found in operations, and a root exchanged for another reaches all of them', () => {
  const before = 'schema { query: Root } type Root { lamp: Int! sold(of: Int = 1): Int name: String }';
  const operations = known('query Lamp { lamp }\nquery Sold { sold }\nquery Name { name }');
  const renamed = judged(before, 'type Query { lamp: Int sold(of: Int = 2): Int name: String }', operations, {
    changes: { failOn: 'dangerous' },
  });
  expect(renamed.fails).toEqual(['FIELD_TYPE_CHANGED Query.lamp: used', 'FIELD_ARGUMENT_DEFAULT_CHANGED Query.sold(of:): dangerous']);
  expect(renamed.hits.length).toBe(2);
  const two = 'type Root { lamp: Int } type Other { lamp: String }';
  const exchanged = judged(`schema { query: Root } ${two}`, `schema { query: Other } ${two}`, known('query Lamp { lamp }'));
  expect(exchanged.fails).toEqual(['SCHEMA_QUERY_TYPE_CHANGED Root: used']);
});

test('a new type is dangerous for those who read an interface that it implements', () => {
  const after = `${found} type Desk implements Node { id: ID! }`;
  const operations = known('query Nodes { node { id } }\nquery Finds { found { ... on Node { id } } }');
  const { changes, fails } = judged(found, after, operations, { changes: { failOn: 'dangerous' } });
  expect(fails).toEqual(['OBJECT_TYPE_INTERFACE_ADDED Desk Node: dangerous']);
  // Found has no Desk: a fragment on Node within it gets none.
  expect(changes.flatMap(({ hits }) => hits.map(({ operation }) => operation))).toEqual(['Nodes']);
});

test('a type that leaves its interface reaches those who read the interface', () => {
  const after = found.replace('type Chair implements Node', 'type Chair');
  const operations = known('query Reads { node { id } }\nquery On { node { ... on Chair { id } } }\nquery Other { found { __typename } }');
  const { changes, findings } = judged(found, after, operations);
  expect(changes.flatMap(({ hits }) => hits.map(({ operation }) => operation))).toEqual(['On', 'Reads']);
  expect(findings).toEqual([]);
});

test('what was valid and is not is found even when no change tells of it', () => {
  const operations = [...known('query Page {\n  lamps { name }\n}'), ...known('query Old { lamps { name } }', 'old')];
  const { findings } = verdictsOn([], operations, apiOf(lamps), apiOf(noName), { usage: { excludeClients: ['old'] } });
  expect(findings).toMatchObject([
    {
      rule: 'operation-invalid',
      severity: 'error',
      message: 'Page of shop is no longer valid: Cannot query field "name" on type "Lamp".',
      place: { file: 'shop.graphql', line: 2, column: 11 },
    },
    { severity: 'warning', message: expect.stringMatching(/^Old of old .*; not counted: its client is excluded$/) },
  ]);
  // Another change that hits the same operation elsewhere explains nothing.
  const elsewhere = judged(lamps, without(lamps, 'title: String'), known('{ lamps { title name } }')).changes;
  expect(verdictsOn(elsewhere, known('{ lamps { title name } }'), apiOf(lamps), apiOf(noName)).findings.length).toBe(1);
});

test('an operation that fits neither schema is named with its file, its line and the first error', () => {
  expect(() => judged(lamps, noName, known('query Old {\n  desks { id }\n}'))).toThrow(
    'shop.graphql:1:1: the operation Old of shop is for another schema: it fits neither before nor after: Cannot query field "desks" on type "Query".',
  );
});

test('an operation that only fits the new schema was written for it, and is nobody whom a change could hit', () => {
  const operations = known('query New { lamps { name colour } }');
  const after = lamps.replace('title: String name: String', 'name: Int colour: Int');
  const { fails, findings } = judged(lamps, after, operations);
  expect([fails, findings]).toEqual([[], []]);
});

test('a type that goes by another name is told to those who ask for its __typename, who stay valid', () => {
  const after = lamps.replaceAll('Lamp', 'Light');
  const operations = [...known('query Named { lamp { id __typename } }'), ...known('query Plain { lamp { id } }')];
  const { fails, changes } = judged(lamps, after, operations);
  expect(fails).toEqual([]);
  expect(changes.find(({ kind }) => kind === 'TYPE_REMOVED')?.evidence).toBe(
    'none of 2 operations of 1 client uses it; 1 other only reads the type and stays valid',
  );
  expect(judged(lamps, after, operations, { changes: { failOn: 'dangerous' } }).fails).toEqual(['TYPE_REMOVED Lamp: dangerous']);
});
