import { print } from 'graphql';
import { type Field, type Graph, isInternal, isList, namedType } from '../elements.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

export const mutationShape: Rule = {
  name: 'mutation-shape',
  severity: 'error',
  asks: 'A mutation is `verbNoun(input: VerbNounInput!): VerbNounResult!`, its result a union; an internal one may take a list and give one.',
  source: 'CONTRIBUTING: a refusal is a type of the union, with data to act on; lists are for commands between rooms',
  bad: {
    sdl: {
      shop: `type Query { lamp: ID }
        type Mutation {
          dimLamp(id: ID!, by: Int): DimLampResult!
          buyLamp(input: LampInput): Boolean
          sellLamps(input: [LampInput!]!): LampSold! @inaccessible
        }
        input LampInput { id: ID! } union DimLampResult = LampDimmed type LampDimmed { id: ID! } type LampSold { id: ID! }`,
    },
    found: [
      { path: 'Mutation.dimLamp', message: /one argument/ },
      { path: 'Mutation.buyLamp', message: /BuyLampInput!/ },
      { path: 'Mutation.buyLamp', message: /BuyLampResult!/ },
      { path: 'Mutation.sellLamps', message: /list/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamp: ID }
        type Mutation {
          dimLamp(input: DimLampInput!): DimLampResult!
          sellLamps(input: [ShopLampInput!]!): [ShopLamp!] @inaccessible
        }
        input DimLampInput { id: ID! } union DimLampResult = LampDimmed type LampDimmed { id: ID! }
        input ShopLampInput @inaccessible { id: ID! } type ShopLamp @inaccessible { id: ID! }`,
    },
  },
  check: (graph) => graph.fields.filter(({ parent }) => parent.root === 'mutation').flatMap((field) => judge(graph, field)),
};

function judge(graph: Graph, field: Field): Offence[] {
  const verbNoun = `${field.name.value.charAt(0).toUpperCase()}${field.name.value.slice(1)}`;
  const [input, ...more] = field.args;
  if (input?.name.value !== 'input' || more.length > 0)
    return [offence(field, 'a mutation takes one argument, `input`.', `Take (input: ${verbNoun}Input!).`)];
  if (isInternal(graph, field) && isList(input.node.type)) {
    if (isList(field.node.type)) return [];
    return [offence(field, 'a command that takes a list gives a list.', 'Give one result an item, in the order asked.')];
  }
  const found: Offence[] = [];
  if (print(input.node.type) !== `${verbNoun}Input!`)
    found.push(offence(field, `its input is ${print(input.node.type)}, not ${verbNoun}Input!.`, `Take (input: ${verbNoun}Input!).`));
  if (print(field.node.type) !== `${verbNoun}Result!`)
    found.push(offence(field, `it gives ${print(field.node.type)}, not ${verbNoun}Result!.`, `Give a union ${verbNoun}Result of its own.`));
  else if (!graph.byName.get(namedType(field.node.type))?.some(({ kind }) => kind === 'union'))
    found.push(offence(field, `${verbNoun}Result is no union.`, 'Make it a union of what may come of it, refusals included.'));
  return found;
}
