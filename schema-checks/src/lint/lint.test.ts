import { expect, test } from 'vitest';
import type { Finding, Snapshot } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Config } from '../project/config.ts';
import { lint } from './lint.ts';
import { rules } from './rules/index.ts';

/** Only the rules that a test is about: the rest is off. */
const only = (wanted: Config['lint']['rules'], ignore: Config['lint']['ignore'] = []): { lint: Config['lint'] } => ({
  lint: { rules: { ...Object.fromEntries(rules.map(({ name }) => [name, 'off' as const])), ...wanted }, ignore },
});

const project = (sdl: Record<string, string>): { snapshot: Snapshot } => ({
  snapshot: { label: 'now', subgraphs: Object.entries(sdl).map(([name, text]) => ({ name, url: '', file: `${name}.graphql`, sdl: text })) },
});
const api = (sdl: string): { snapshot: Snapshot } => ({ snapshot: { label: 'api.graphql', subgraphs: [], api: sdl } });

const at = (findings: readonly Finding[]): string[] => findings.map(({ rule, path, subgraph }) => `${rule} ${path} ${subgraph}`);

test('a finding says where, how bad, and what to do', () => {
  const findings = lint(project({ shop: 'type Query {\n  getLamp: ID\n}' }), undefined, only({ 'no-get-prefix': 'warning' }));
  expect(findings).toEqual([
    {
      rule: 'no-get-prefix',
      severity: 'warning',
      message: 'Query.getLamp: a field does not begin with `get`.',
      path: 'Query.getLamp',
      subgraph: 'shop',
      place: { file: 'shop.graphql', line: 2, column: 3 },
      advice: 'Call it lamp.',
    },
  ]);
});

test('findings come by subgraph and line, however subgraphs and rules are listed', () => {
  const all = only({ 'no-get-prefix': 'error', 'field-names': 'error' });
  const sdl = { stock: 'type Query { getBox: ID }', shop: 'type Query {\n getLamp: ID\n get_b(X: ID): ID\n}' };
  const findings = lint(project(sdl), undefined, all);
  expect(at(findings)).toEqual([
    'no-get-prefix Query.getLamp shop',
    'field-names Query.get_b shop',
    'no-get-prefix Query.get_b shop',
    'field-names Query.get_b(X:) shop',
    'no-get-prefix Query.getBox stock',
  ]);
  expect(lint(project(Object.fromEntries(Object.entries(sdl).reverse())), undefined, all)).toEqual(findings);
});

test('a rule that does not exist is named with those that do', () => {
  const problem = (config: { lint: Config['lint'] }) => () => lint(project({}), undefined, config);
  expect(problem(only({ 'field-name': 'error' }))).toThrow(InputProblem);
  expect(problem(only({ 'field-name': 'error' }))).toThrow(/lint\.rules: there is no rule "field-name"; the rules are .*field-names/);
  expect(problem(only({}, [{ rule: 'x', path: '*', why: 'none' }]))).toThrow(/lint\.ignore: there is no rule "x"/);
});

test('what the configuration ignores is left out, by coordinate or with a star; the same path of another rule is not', () => {
  const sdl = { shop: 'type Query { getLamp: ID getBox: ID get_it: ID } type Getter { getLamp: ID }' };
  const ignore = [
    { rule: 'no-get-prefix', path: 'Query.get*', why: 'clients use them' },
    { rule: 'field-names', path: 'Query', why: 'a type is not its fields' },
  ];
  expect(at(lint(project(sdl), undefined, only({ 'no-get-prefix': 'error', 'field-names': 'error' }, ignore)))).toEqual([
    'idle-ignore Query undefined',
    'field-names Query.get_it shop',
    'no-get-prefix Getter.getLamp shop',
  ]);
});

test('an entry that ignores nothing is an error, and one at work is none although nobody touched what it is for', () => {
  const sdl = project({ shop: 'type Query { getLamp: ID }' });
  const ignoring = (path: string) => only({ 'no-get-prefix': 'error' }, [{ rule: 'no-get-prefix', path, why: 'clients use it' }]);
  expect(lint(sdl, sdl, ignoring('Query.getLamp'))).toEqual([]);
  // The dot is a dot.
  expect(lint(sdl, sdl, ignoring('Query?getLamp'))).toMatchObject([{ rule: 'idle-ignore', severity: 'error', path: 'Query?getLamp' }]);
});

test('of a change only what it adds or touches is judged, a subgraph at a time', () => {
  const before = project({ shop: 'type Query { getLamp: ID getBox(of: ID): ID }', stock: 'type Query { getShelf: ID }' });
  const after = project({
    shop: 'type Query { getLamp: ID\n getBox(of: Int): ID getNew: ID }',
    stock: 'type Query { getShelf: ID }',
    crm: 'type Query { getName: ID }',
  });
  const config = only({ 'no-get-prefix': 'error' });
  expect(at(lint(after, before, config))).toEqual([
    'no-get-prefix Query.getName crm',
    'no-get-prefix Query.getBox shop',
    'no-get-prefix Query.getNew shop',
  ]);
  expect(lint(before, before, config)).toEqual([]);
  expect(lint(before, undefined, config)).toHaveLength(3);
});

test('the head of a type is apart from its fields, and its layout does not count', () => {
  const config = only({ 'type-names': 'error' });
  const before = project({ shop: 'type Query { lamp: lamp } type lamp { id: ID }' });
  expect(lint(project({ shop: 'type Query { lamp: lamp }\ntype lamp {\n  id: ID size: Int }' }), before, config)).toEqual([]);
  expect(at(lint(project({ shop: 'type Query { lamp: lamp } "Bright." type lamp { id: ID }' }), before, config))).toEqual([
    'type-names lamp shop',
  ]);
});

test('a change is told what it causes elsewhere: the last use of a type goes, and the type is told as unused', () => {
  const config = only({ 'unused-types': 'warning' });
  const box = 'type Box { id: ID } type Old { id: ID }';
  const before = project({ shop: `type Query { lamp: ID box: Box } ${box}` });
  expect(at(lint(project({ shop: `type Query { lamp: ID } ${box}` }), before, config))).toEqual(['unused-types Box shop']);
});

test('against an API schema only what that does not show yet is judged', () => {
  const config = only({ 'no-get-prefix': 'error', 'type-names': 'error' });
  const sdl =
    'type Query { "One." getLamp: lamp @tag(name: "a") getOld: ID @deprecated(reason: "no") getNew: ID } type lamp @key(fields: "id") { id: ID }';
  const shown = 'type Query { "One." getLamp: lamp getOld: ID @deprecated(reason: "no") } type lamp { id: ID }';
  expect(at(lint(project({ shop: sdl }), api(shown), config))).toEqual(['no-get-prefix Query.getNew shop']);
});

test('a plain API schema is judged too, without a subgraph', () => {
  const findings = lint(api('type Query { getLamp: ID }'), undefined, only({ 'no-get-prefix': 'error' }));
  expect(findings).toMatchObject([{ path: 'Query.getLamp', place: { file: 'api.graphql', line: 1, column: 14 } }]);
  expect(findings[0]).not.toHaveProperty('subgraph');
  const twice = lint(api('type Query { getLamp: ID getBox: ID }'), api('type Query { getLamp: ID }'), only({ 'no-get-prefix': 'error' }));
  expect(at(twice)).toEqual(['no-get-prefix Query.getBox undefined']);
});

test('federation’s directives are known by any name that a subgraph gives them', () => {
  const config = only({ 'entity-batching': 'error' });
  const link = (rest: string) => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12"${rest})`;
  const found = (sdl: string) => at(lint(project({ shop: `${sdl} type Query { lamp: Lamp }` }), undefined, config));
  expect(found(`${link(', import: [{ name: "@key", as: "@id" }]')} type Lamp @id(fields: "id") { id: ID! }`)).toHaveLength(1);
  expect(found(`${link('')} type Lamp @federation__key(fields: "id") { id: ID! }`)).toHaveLength(1);
  expect(found(`${link(', as: "fed"')} type Lamp @fed__key(fields: "id") { id: ID! }`)).toHaveLength(1);
  expect(found('type Lamp @key(fields: "id") { id: ID! }')).toHaveLength(1);
  expect(found(`${link('')} type Lamp @other(fields: "id") { id: ID! }`)).toEqual([]);
});

test('extensions of a type in one subgraph are one with it', () => {
  const findings = lint(project({ shop: 'type Query { lamp: Lamp } type Lamp { id: ID } extend type Lamp { getSize: ID }' }), undefined, {
    ...only({ 'no-get-prefix': 'error', 'type-names': 'error', 'unused-types': 'error' }),
  });
  expect(at(findings)).toEqual(['no-get-prefix Lamp.getSize shop']);
});

test('a subgraph that is not the house’s own is asked only for what the composed graph needs, once the house is named', () => {
  const rules = only({ 'no-get-prefix': 'error', 'entity-keys': 'error' });
  const sdl = 'type Query { getLamp: Lamp } type Lamp @key(fields: "wide") { wide: Float! }';
  const found = (...house: string[]) => {
    const subgraphs = ['shop', 'ratings'].map((name) => ({ name, sdl: `${name}.graphql`, url: 'http://x', house: house.includes(name) }));
    return at(lint(project({ shop: sdl, ratings: sdl }), undefined, { ...rules, subgraphs }));
  };
  expect(found('shop')).toEqual(['entity-keys Lamp.wide ratings', 'no-get-prefix Query.getLamp shop', 'entity-keys Lamp.wide shop']);
  expect(found()).toEqual(found('shop', 'ratings'));
});
