import { Supergraph } from '@apollo/federation-internals';
import { expect, test } from 'vitest';
import type { Finding } from '../model.ts';
import { composed } from '../testing/composed.ts';
import { type Contract, composeContract } from './compose-contract.ts';

const contract = (filter: Partial<Contract>): Contract => ({
  name: 'public',
  include: [],
  exclude: [],
  hideUnreachableTypes: true,
  ...filter,
});

function shown(subgraphs: Record<string, string>, filter: Partial<Contract>): string {
  const result = composeContract(composed(subgraphs), contract(filter));
  if (result.kind === 'refused') throw new Error(result.findings.map(({ message }) => message).join('\n'));
  return result.api.replaceAll(/\s+/g, ' ').trim();
}

function refusals(subgraphs: Record<string, string>, filter: Partial<Contract>): Finding[] {
  const result = composeContract(composed(subgraphs), contract(filter));
  if (result.kind === 'composed') throw new Error(`it composed:\n${result.api}`);
  return result.findings;
}

const staff = '@tag(name: "staff")';
const partner = '@tag(name: "partner")';
const withoutStaff = { exclude: ['staff'] };
const forPartners = { include: ['partner'] };

test('an excluded tag hides fields, arguments, input fields and enum values', () => {
  const a = `type Query { lamps(by: By, all: Boolean ${staff}): Size cost: Int ${staff} }
    input By { size: Size cost: Int ${staff} } enum Size { SMALL HUGE ${staff} }`;
  expect(shown({ a }, withoutStaff)).toBe('input By { size: Size } type Query { lamps(by: By): Size } enum Size { SMALL }');
});

test('an excluded type goes with its fields, also those that other rooms give it', () => {
  const a = `type Query { lamp: Lamp log: Log ${staff} } type Lamp @key(fields: "id") { id: ID! } type Log @key(fields: "id") ${staff} { id: ID! }`;
  const b = 'type Log @key(fields: "id") { id: ID! lines: [String] }';
  expect(shown({ a, b }, withoutStaff)).toBe('type Lamp { id: ID! } type Query { lamp: Lamp }');
});

test('with included tags only what carries one is there, and a tag on a type is on its fields', () => {
  const a = `type Query { lamp: Lamp ${partner} me: String } type Lamp { name: String ${partner} cost: Int maker: Maker ${partner} }
    type Maker ${partner} { name: String }`;
  expect(shown({ a }, forPartners)).toBe('type Lamp { maker: Maker name: String } type Maker { name: String } type Query { lamp: Lamp }');
});

test('inputs, enums, scalars and arguments need no included tag, unions do', () => {
  const a = `type Query { a(of: Of): Kind ${partner} b: Day ${partner} c: Thing ${partner} }
    input Of { x: Int } enum Kind { A } scalar Day union Thing ${partner} = Cup union Other = Cup type Cup { id: ID ${partner} }`;
  expect(shown({ a }, { ...forPartners, hideUnreachableTypes: false })).toBe(
    'type Cup { id: ID } scalar Day enum Kind { A } input Of { x: Int } type Query { a(of: Of): Kind b: Day c: Thing } union Thing = Cup',
  );
});

test('exclusion wins over inclusion', () => {
  const a = `type Query { a: Int ${partner} b: Int ${partner} ${staff} lamp: Lamp ${partner} } type Lamp ${partner} { id: ID cost: Int ${staff} }`;
  expect(shown({ a }, { ...forPartners, ...withoutStaff })).toBe('type Lamp { id: ID } type Query { a: Int lamp: Lamp }');
});

test('what cannot be reached any more goes if asked for, unless it is tagged for inclusion', () => {
  const a = `type Query { a: Int ${partner} lamp: Lamp } type Lamp { kind: Kind } enum Kind { A } enum Kept ${partner} { A } input Lost { a: Int }`;
  const b = 'type Query { kept(lost: Lost): Kept } input Lost { a: Int } enum Kept { A }';
  expect(shown({ a, b }, forPartners)).toBe('enum Kept { A } type Query { a: Int }');
  expect(shown({ a, b }, { ...forPartners, hideUnreachableTypes: false })).toBe(
    'enum Kept { A } enum Kind { A } input Lost { a: Int } type Query { a: Int }',
  );
});

test('an interface keeps what is reached through it, and is kept by what implements it', () => {
  const a = `interface Problem { code: String } type Wrong implements Problem { code: String } type Lost implements Problem { code: String }
    type Query { wrong: Wrong problem: Problem ${staff} }`;
  expect(shown({ a }, {})).toContain('type Lost');
  expect(shown({ a }, withoutStaff)).toBe(
    'interface Problem { code: String } type Query { wrong: Wrong } type Wrong implements Problem { code: String }',
  );
});

test('types without a field, and unions without a type, go with what was in them', () => {
  const a = `type Query { a: Int b: Both ${staff} } union Both = One | Two type One { x: Int ${staff} } type Two ${staff} { x: Int }
    type Mutation { drop: Int ${staff} }`;
  expect(shown({ a }, { ...withoutStaff, hideUnreachableTypes: false })).toBe('type Query { a: Int }');
});

test('a field that every implementation hides goes from the interface too', () => {
  const a = `type Query { node: Node } interface Node { id: ID cost: Int } type Lamp implements Node { id: ID cost: Int ${staff} }
    type Cup implements Node { id: ID cost: Int ${staff} }`;
  expect(shown({ a }, withoutStaff)).toContain('interface Node { id: ID }');
});

test('a field that leads to a hidden type is refused, with why the type is hidden and where the field stands', () => {
  const a = `type Query {\n  log: Log\n}\ntype Log ${staff} { id: ID }`;
  expect(refusals({ a, b: 'type Query { b: Int }' }, withoutStaff)).toEqual([
    {
      rule: 'REFERENCED_INACCESSIBLE',
      severity: 'error',
      message: 'Contract public: Type "Log" is hidden (it is tagged staff) but is referenced by "Query.log", which is in the contract.',
      path: 'Query.log',
      subgraph: 'a',
      place: { file: 'a.graphql', line: 3, column: 3 },
      advice: 'Tag what still needs it alike, or show it in the contract.',
    },
  ]);
});

test('what is hidden because nothing is left of it is refused where it is still needed', () => {
  const a = `type Query { log: Log things: Things } type Log { id: ID ${staff} } union Things = Log`;
  expect(refusals({ a }, withoutStaff).map(({ message }) => message)).toEqual([
    expect.stringContaining('"Log" is hidden (all its fields are hidden) but is referenced by "Query.log"'),
    expect.stringContaining('"Things" is hidden (all its types are hidden) but is referenced by "Query.things"'),
  ]);
});

test('required arguments and input fields cannot be hidden, with a default they can', () => {
  const a = (value: string) =>
    `type Query { lamps(limit: Int!${value} ${staff}, by: By): Int }\ninput By { size: Int cost: Int!${value} ${staff} }`;
  expect(shown({ a: a(' = 1') }, withoutStaff)).toBe('input By { size: Int } type Query { lamps(by: By): Int }');
  expect(refusals({ a: a('') }, withoutStaff).map(({ rule, path, place, advice }) => ({ rule, path, place, advice }))).toEqual([
    {
      rule: 'REQUIRED_INACCESSIBLE',
      path: 'By.cost',
      place: { file: 'a.graphql', line: 3, column: 22 },
      advice: 'Make it optional or give it a default, or show it in the contract.',
    },
    expect.objectContaining({
      rule: 'REQUIRED_INACCESSIBLE',
      path: 'Query.lamps(limit:)',
      place: { file: 'a.graphql', line: 2, column: 20 },
    }),
  ]);
});

test('a default that uses a hidden value, an implementation that lacks a field, and an empty enum are refused', () => {
  const value = `type Query { lamps(size: Size = HUGE): Int } enum Size { SMALL HUGE ${staff} }`;
  expect(refusals({ a: value }, withoutStaff)).toEqual([expect.objectContaining({ rule: 'DEFAULT_VALUE_USES_INACCESSIBLE' })]);
  const some = `type Query { node: Node cup: Cup } interface Node { cost: Int id: ID } type Lamp implements Node { id: ID cost: Int }
    type Cup implements Node { id: ID cost: Int ${staff} }`;
  expect(refusals({ a: some }, withoutStaff)).toEqual([
    expect.objectContaining({ rule: 'IMPLEMENTED_BY_INACCESSIBLE', path: 'Node.cost' }),
  ]);
  const empty = `type Query { lamps(size: Size): Int } enum Size { SMALL ${staff} }`;
  expect(refusals({ a: empty }, withoutStaff)).toEqual([expect.objectContaining({ rule: 'ONLY_INACCESSIBLE_CHILDREN', path: 'Size' })]);
});

test('a contract without a query, and one with the same tag in both lists, are refused', () => {
  const a = `type Query { a: Int ${staff} }`;
  expect(refusals({ a }, withoutStaff)).toEqual([expect.objectContaining({ rule: 'QUERY_ROOT_TYPE_INACCESSIBLE' })]);
  expect(refusals({ a }, { include: ['staff'], exclude: ['staff'] })).toEqual([
    expect.objectContaining({ message: 'Contract public: it includes and excludes the same tag, staff.' }),
  ]);
});

test('a tag that nothing carries is told', () => {
  const result = composeContract(composed({ a: `type Query { a: Int b: Int ${staff} }` }), contract({ exclude: ['stuff'] }));
  expect(result).toMatchObject({
    kind: 'composed',
    findings: [{ severity: 'warning', message: 'Contract public: nothing is tagged stuff; there is staff.' }],
  });
});

test('a gateway can read the supergraph, which keeps what is hidden for the planner', () => {
  const a = `type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! cost: Int ${staff} }`;
  const b = 'type Lamp @key(fields: "id") { id: ID! cost: Int @external price: Int @requires(fields: "cost") }';
  const result = composeContract(composed({ a, b }), contract(withoutStaff));
  if (result.kind === 'refused') throw new Error('refused');
  const supergraph = Supergraph.build(result.supergraph);
  expect(result.supergraph).toContain(
    'cost: Int @join__field(graph: A) @join__field(graph: B, external: true) @tag(name: "staff") @inaccessible',
  );
  expect(supergraph.apiSchema().type('Lamp')?.kind).toBe('ObjectType');
  expect(result.api).not.toContain('cost');
});

test('a contract that hides nothing is the API itself, and what is @inaccessible stays so', () => {
  const all = composed({ a: `type Query { a: Int b: Int @inaccessible c: Int ${staff} }` });
  const result = composeContract(all, contract({ name: 'admin' }));
  expect(result).toMatchObject({ kind: 'composed', supergraph: all.supergraphSdl, api: 'type Query {\n  a: Int\n  c: Int\n}\n' });
  expect(composeContract(all, contract(withoutStaff))).toMatchObject({ api: 'type Query {\n  a: Int\n}\n' });
});
