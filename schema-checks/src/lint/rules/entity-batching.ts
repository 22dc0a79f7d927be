import { has } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const entityBatching: Rule = {
  name: 'entity-batching',
  severity: 'warning',
  asks: 'An entity that a subgraph resolves by key carries `@batched` there: however many references a request has, they are one look-up.',
  source:
    'CONTRIBUTING: a hundred references are one statement; `directive @batched on OBJECT` stays in the subgraph, composition drops it',
  bad: {
    sdl: {
      shop: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! }',
      stock:
        'directive @batched on OBJECT type Lamp @key(fields: "id") @batched { id: ID! left: Int } type Box @key(fields: "id") { id: ID! }',
    },
    found: [
      { path: 'Lamp', message: /shop.*@batched/ },
      { path: 'Box', message: /stock.*@batched/ },
    ],
  },
  good: {
    sdl: {
      shop: 'directive @batched on OBJECT type Query { lamp: Lamp size: Size } type Lamp @key(fields: "id") @batched { id: ID! } type Size { s: Int }',
      stock: 'type Lamp @key(fields: "id", resolvable: false) { id: ID! } type Query { scarcest: Lamp }',
    },
  },
  check: ({ types }) =>
    types
      .filter((part) => part.keys.some(({ resolvable }) => resolvable) && !has(part, 'batched'))
      .map((part) =>
        offence(
          part,
          `${part.source.name} resolves it by key and does not say that it does so @batched.`,
          'Look references up with a loader, one statement a request, show it by a test and add @batched; or say resolvable: false.',
        ),
      ),
};
