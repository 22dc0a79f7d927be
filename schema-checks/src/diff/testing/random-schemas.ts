import fc from 'fast-check';

/** A schema as lists of lines, so that it can be written in any order. */
export interface RandomSchema {
  types: { head: string; members: string[] }[];
}

const pick = <T extends string>(...values: T[]) => fc.constantFrom(...values);

const outputs = pick('Int', 'String', 'Status', 'Time', 'A', 'B', 'Node', 'Either');
const inputs = pick('Int', 'String', 'Status', 'Filter', 'Choice');
const wrap = (name: fc.Arbitrary<string>) =>
  fc
    .tuple(name, pick('', '!', '[]', '[]!', '[!]!'))
    .map(([type, form]) => (form.startsWith('[') ? form.replace('[', `[${type}`) : `${type}${form}`));
const description = pick('', '', '', '"One." ', '"Another." ');
const deprecation = pick('', '', '', ' @deprecated', ' @deprecated(reason: "Old.")');

const argument = (name: string) =>
  fc
    .tuple(description, wrap(inputs), pick('', '1', '2'))
    .map(([words, type, value]) => `${words}${name}: ${type}${type.startsWith('Int') && value ? ` = ${value}` : ''}`);

const some = <T>(members: fc.Arbitrary<T>[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(...members.map((member) => fc.option(member, { nil: undefined, freq: 3 })))
    .map((list) => list.filter((each) => each !== undefined) as T[]);

const field = (name: string) =>
  fc
    .tuple(description, some([argument('x'), argument('y')]), wrap(outputs), deprecation)
    .map(([words, args, type, end]) => `${words}${name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${type}${end}`);

const inputField = (name: string) =>
  fc.tuple(argument(name), deprecation).map(([text, end]) => (text.includes('!') ? text : `${text}${end}`));

const fields = some([field('a'), field('b'), field('c')]);
const block = (head: fc.Arbitrary<string>, members: fc.Arbitrary<string[]>) =>
  fc.tuple(head, members).map(([start, list]) => ({ head: start, members: list }));

const id = 'id: ID';
const implementing = pick(' ', ' implements Node ');

/** Names are few, so that two schemas meet; everything that they refer to is there. */
export const randomSchema: fc.Arbitrary<RandomSchema> = fc
  .tuple(
    block(
      description.map((words) => `${words}type Query`),
      fields.map((list) => ['all: Int', ...list]),
    ),
    fc.option(
      block(
        fc.constant('type Mutation'),
        fields.map((list) => ['do: Int', ...list]),
      ),
      { nil: undefined },
    ),
    block(
      implementing.map((word) => `type A${word}`),
      fields.map((list) => [id, ...list]),
    ),
    block(
      fc.tuple(description, implementing).map(([words, word]) => `${words}type B${word}`),
      fields.map((list) => [id, ...list]),
    ),
    fc.constant({ head: 'interface Node', members: [id] }),
    block(
      description.map((words) => `${words}enum Status`),
      some([pick('ON', 'ON @deprecated'), pick('OFF', '"Off." OFF'), pick('LOST')]).map((list) => ['NONE', ...list]),
    ),
    block(
      fc.constant('input Filter'),
      some([inputField('a'), inputField('b')]).map((list) => ['all: Int', ...list]),
    ),
    block(pick('input Choice', 'input Choice @oneOf'), fc.constant(['one: Int', 'two: Int'])),
    fc.option(block(fc.constant('input Lost'), fc.constant(['one: Int'])), { nil: undefined }),
    pick('union Either = A', 'union Either = A | B', 'union Either = B').map((head) => ({ head, members: [] })),
    pick('scalar Time', 'scalar Time @specifiedBy(url: "https://time/1")').map((head) => ({ head, members: [] })),
    fc.option(
      pick(
        'directive @live on QUERY',
        'directive @live(every: Int = 1) on QUERY | FIELD',
        'directive @live(every: Int!) repeatable on FIELD',
      ).map((head) => ({ head, members: [] })),
      { nil: undefined },
    ),
  )
  .map((types) => ({ types: types.flatMap((type) => (type ? [{ head: type.head, members: [...type.members] }] : [])) }));

export const written = ({ types }: RandomSchema): string =>
  types.map(({ head, members }) => (members.length > 0 ? `${head} {\n  ${members.join('\n  ')}\n}` : head)).join('\n');

/** The same schema, backwards. */
export const reversed = ({ types }: RandomSchema): RandomSchema => ({
  types: types.map(({ head, members }) => ({ head, members: members.toReversed() })).toReversed(),
});
