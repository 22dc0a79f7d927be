import { readdirSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { readGraph } from './graph.ts';
import type { Example, Offence, Rule } from './rule.ts';
import { rules } from './rules/index.ts';

const imports = ['key', 'shareable', 'external', 'requires', 'inaccessible', 'override', 'tag', 'listSize', 'interfaceObject'];
const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [${imports.map((name) => `"@${name}"`).join(', ')}])`;

const subgraphsOf = ({ sdl }: Example) =>
  Object.entries(sdl).map(([name, text]) => ({ name, url: `http://${name}`, file: `${name}.graphql`, sdl: `${head}\n${text}` }));

const offencesOf = (rule: Rule, example: Example): Offence[] =>
  rule.check(readGraph({ label: 'example', subgraphs: subgraphsOf(example) }));

/** What speaks against a rule: its bad example that is not found exactly as promised, its good one that is not silent. */
function failures(rule: Rule): string[] {
  const left = offencesOf(rule, rule.bad);
  const missed = rule.bad.found.filter(({ path, message }) => {
    const at = left.findIndex((offence) => offence.path === path && message.test(`${offence.message} ${offence.advice}`));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missed.map(({ path, message }) => `bad: nothing at ${path} says ${message}`),
    ...left.map(({ message }) => `bad: also found: ${message}`),
    ...offencesOf(rule, rule.good).map(({ message }) => `good: found: ${message}`),
  ];
}

test.each(rules.map((rule) => [rule.name, rule] as const))(
  '%s finds its bad example and has nothing to say of its good one',
  (_name, rule) => {
    expect(failures(rule)).toEqual([]);
  },
);

test.each(rules.map((rule) => [rule.name, rule] as const))(
  '%s would not pass with its check removed, or with one that refuses all',
  (_name, rule) => {
    expect(rule.bad.found.length).toBeGreaterThan(0);
    expect(failures({ ...rule, check: () => [] })).toHaveLength(rule.bad.found.length);
    const refuseAll: Rule['check'] = ({ types, fields }) =>
      [...types, ...fields].map(({ path, source }) => ({ path, source, line: 1, column: 1, message: 'no', advice: 'no' }));
    expect(failures({ ...rule, check: refuseAll }).some((line) => line.startsWith('good:'))).toBe(true);
  },
);

test.each(rules.flatMap((rule) => [[`${rule.name}, bad`, rule.bad] as const, [`${rule.name}, good`, rule.good] as const]))(
  'the example of %s composes: what is refused is what composition lets pass',
  (_name, example) => {
    const services = subgraphsOf(example).map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    expect(composeServices(services).errors?.map(({ message }) => message)).toBeUndefined();
  },
  30_000,
);

test('what clients see never leads to what is @inaccessible: composition refuses that, so no rule has to', () => {
  const sdl = { shop: 'type Query { lamp: Lamp } type Lamp @inaccessible { id: ID }' };
  const [{ name, url, sdl: text }] = subgraphsOf({ sdl }) as [ReturnType<typeof subgraphsOf>[number]];
  const { errors } = composeServices([{ name, url, typeDefs: parse(text) }]);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['REFERENCED_INACCESSIBLE']);
});

test('each rule has the name of its file, and each file is a rule that runs', () => {
  const files = readdirSync(new URL('rules', import.meta.url)).filter((file) => file !== 'index.ts');
  expect(rules.map(({ name }) => `${name}.ts`)).toEqual(files.sort());
});

test('an offence stands where the name of what offends stands', () => {
  const [rule] = rules.filter(({ name }) => name === 'field-names');
  const sdl = { shop: 'type Query {\n  """\n  Lamps.\n  """\n  lamps(\n    page_size: Int\n  ): ID\n}' };
  // One line of head before it.
  expect(rule && offencesOf(rule, { sdl })).toEqual([expect.objectContaining({ path: 'Query.lamps(page_size:)', line: 7, column: 5 })]);
});
