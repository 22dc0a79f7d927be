import { print } from 'graphql';
import { namedType } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const ids: Rule = {
  name: 'ids',
  severity: 'error',
  asks: 'A field `id` is an `ID!`; an argument or input field `id`, and whatever ends in `Id` or `Ids`, is of type ID.',
  source: 'an id is opaque: clients cache by it and never count with it',
  bad: {
    sdl: {
      shop: `type Query { lamp(id: String!): Lamp lamps(lampIds: [Int!]!): [Lamp] }
        type Lamp { id: ID boxId: Int } input BoxInput { lampId: String } type Mutation { pack(input: BoxInput): ID }`,
    },
    found: [
      { path: 'Lamp.id', message: /ID!/ },
      { path: 'Lamp.boxId', message: /Int/ },
      { path: 'Query.lamp(id:)', message: /String/ },
      { path: 'Query.lamps(lampIds:)', message: /Int/ },
      { path: 'BoxInput.lampId', message: /String/ },
    ],
  },
  good: {
    sdl: {
      shop: 'type Query { lamp(id: ID, sku: String): Lamp paid: Boolean grid: Int } type Lamp { id: ID! boxId: ID boxIds: [ID!]! void: Int }',
    },
  },
  check: ({ fields, typed }) => [
    ...fields
      .filter(({ name, node }) => name.value === 'id' && print(node.type) !== 'ID!')
      .map((field) => offence(field, `it is ${print(field.node.type)}, not ID!.`, 'Make it ID!.')),
    ...typed
      .filter(({ name, node }) => /(?:^id|[a-z0-9]Ids?)$/.test(name.value) && namedType(node.type) !== 'ID')
      .filter((element) => !('args' in element && element.name.value === 'id'))
      .map((element) => offence(element, `an id is an ID, not ${namedType(element.node.type)}.`, 'Make it an ID.')),
  ],
};
