import { type Graph, has } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const descriptions: Rule = {
  name: 'descriptions',
  severity: 'error',
  asks: 'Every type, field, argument, enum value, input field and directive has a description, in at least one of the subgraphs that declare it.',
  source: "CONTRIBUTING: the SDL is the users' manual",
  bad: {
    sdl: {
      shop: `type Query { "A lamp." lamp(id: ID!): Lamp } "A lamp." type Lamp { id: ID! } "A mood." enum Mood { WARM "Cold." COLD }
        "What to add." input AddInput { mood: Mood } type Mutation { " " add("What." input: AddInput): ID } directive @mark on OBJECT`,
    },
    found: [
      { path: 'Query.lamp(id:)', message: /no description/ },
      { path: 'Lamp.id', message: /no description/ },
      { path: 'Mood.WARM', message: /no description/ },
      { path: 'AddInput.mood', message: /no description/ },
      { path: 'Mutation.add', message: /no description/ },
      { path: '@mark', message: /no description/ },
    ],
  },
  good: {
    sdl: {
      shop: 'type Query { "A lamp." lamp("Its id." id: ID!): Lamp } "A lamp." type Lamp @key(fields: "id") { "Never changes." id: ID! }',
      stock: 'type Lamp @key(fields: "id") { id: ID! "How many are left." left: Int }',
    },
  },
  check: (graph) =>
    describable(graph)
      .filter(({ path }) => !graph.described.has(path))
      .map((element) => offence(element, 'it has no description.', 'Say what it is for: its unit, its limits, when it is null.')),
};

const describable = ({ types, fields, args, inputFields, values, directives }: Graph) => [
  ...types.filter(({ root }) => root === undefined),
  ...[...fields, ...inputFields].filter((element) => !has(element, 'external')),
  ...args,
  ...values,
  ...directives,
  ...directives.flatMap((each) => each.args),
];
