import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { composeSnapshot } from '../compose/compose-snapshot.ts';
import type { SubgraphSource } from '../model.ts';
import { configSchema, type Project } from '../project/config.ts';
import { anchorsOf, mark } from './markdown.ts';
import { docPages } from './pages.ts';

const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@external", "@requires", "@inaccessible", "@tag"])`;
const source = (name: string, sdl: string): SubgraphSource => ({
  name,
  url: `http://${name}`,
  file: `${name}.graphql`,
  sdl: `${head}\n${sdl}`,
});

const lamps = source(
  'lamps',
  `type Query {
    """
    Lamps to buy.
    # no heading, <b>no HTML</b>, but \`a | b <c>\`
    """
    lamps("How many; 1 | 100." first: Int = 20, by: Sort = NEW, where: Filter = { sizes: [1, 2] }, old: Boolean @deprecated(reason: "Use by. Removed after 2027-01-31.")): [Lamp!]! @tag(name: "public")
    found: Found
    secret: Int @inaccessible
  }
  enum Sort { "The newest first." NEW OLD @deprecated(reason: "No more.") }
  input Filter { sizes: [Int!] }
  union Found = Lamp | Objects
  type Objects { it: Lamp }
  type Lamp @key(fields: "id") { id: ID! title: String @deprecated }`,
);
const prices = source(
  'prices',
  'type Mutation { setPrice: Lamp } type Lamp @key(fields: "id") { id: ID! title: String @external price("In." currency: String! = "USD"): Int @requires(fields: "title") }',
);

const project: Project = {
  root: '/nowhere',
  file: '/nowhere/schema.config.json',
  config: configSchema.parse({ subgraphs: [{ name: 'lamps', sdl: 'lamps.graphql', url: 'http://lamps' }], docs: 'docs' }),
};

function pagesOf(...subgraphs: SubgraphSource[]): Map<string, string> {
  const composed = composeSnapshot({ label: 'working tree', subgraphs });
  if (composed.kind === 'refused') throw new Error(JSON.stringify(composed.findings));
  return new Map(docPages(project, composed.composition).map(({ path, text }) => [path, text]));
}
const pages = pagesOf(lamps, prices);

test('there is a page a root type, a page of types a subgraph, a map and a way in', () => {
  expect([...pages.keys()]).toEqual(['README.md', 'map.md', 'mutations.md', 'queries.md', 'types/lamps.md']);
  expect([...pages.values()].every((text) => text.startsWith(`${mark}\n\n# `))).toBe(true);
});

test('a query says what it takes, with defaults, deprecations and tags, what it gives and who resolves it', () => {
  const section = pages.get('queries.md')?.split('\n## ')[2];
  expect(section).toBe(`lamps

Lamps to buy.
\\# no heading, &lt;b>no HTML&lt;/b>, but \`a | b <c>\`

\`\`\`graphql
lamps(
  by: Sort = NEW
  first: Int = 20
  old: Boolean
  where: Filter = {sizes: [1, 2]}
): [Lamp!]!
\`\`\`

Gives \\[[Lamp](types/lamps.md#lamp)!\\]!, resolved by lamps. Tagged \`public\`.

| argument | type | default | description |
| --- | --- | --- | --- |
| \`by\` | [Sort](types/lamps.md#sort) | \`NEW\` |  |
| \`first\` | Int | \`20\` | How many; 1 \\| 100. |
| \`old\` | Boolean |  | **Deprecated:** Use by. Removed after 2027-01-31. |
| \`where\` | [Filter](types/lamps.md#filter) | \`{sizes: [1, 2]}\` |  |
`);
  expect(pages.get('queries.md')).toContain(
    'Gives [Found](types/lamps.md#found) ([Lamp](types/lamps.md#lamp), [Objects](types/lamps.md#objects-1))',
  );
});

test('a type says its key, its fields, and who adds which of them', () => {
  const text = pages.get('types/lamps.md');
  expect(text).toContain(`### Lamp

Entity by \`id\`.

| field | type | resolved by | description |
| --- | --- | --- | --- |
| \`id\` | ID! |  |  |
| \`price\` | Int | prices | <br>\`currency\`: String! = \`"USD"\` In. |
| \`title\` | String |  | **Deprecated:** No longer supported |
`);
  expect(text).toContain('| `OLD` | **Deprecated:** No more. |');
  expect(text).toContain('| `NEW` | The newest first. |');
});

test('the map draws owners and those who add, with nothing but quoted names and ids of its own', () => {
  const text = pages.get('map.md') ?? '';
  const [, drawn = ''] = /```mermaid\n([\s\S]*?)\n```/.exec(text) ?? [];
  expect(drawn.split('\n')).toEqual([
    'flowchart LR',
    '  s1(["lamps"])',
    '  s2(["prices"])',
    '  e1["Lamp"]',
    '  s1 ==> e1',
    '  s2 -->|"price"| e1',
  ]);
  expect(text).toContain('| [Lamp](types/lamps.md#lamp) | `id` | lamps | prices: `price` from `title` |');
});

test('nothing that clients cannot see is on any page', () => {
  expect([...pages.values()].join()).not.toMatch(/secret|join__|link__/);
});

test('every link leads to a page and a heading that are there', () => {
  const headings = (text: string) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  const links = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)].map(([, target = '', anchor]) => ({
      target: target === '' ? path : posix.join(posix.dirname(path), target),
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(20);
  for (const { target, anchor } of links) {
    expect(pages.has(target), target).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(headings(pages.get(target) ?? ''))).toContain(anchor);
  }
});

test('subgraphs in another order make the same pages', () => {
  expect(pagesOf(prices, lamps)).toEqual(pages);
});
