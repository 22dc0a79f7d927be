import { print } from 'graphql';
import { type Field, type Graph, isInternal, isList, namedType } from '../elements.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

export const mutationShape: Rule = {
  name: 'mutation-shape',
  severity: 'error',
  asks: 'A mutation is `verbNoun(input: VerbNounInput!): VerbNounResult`, its result a nullable union; an internal one may take a list and give one.',
  source:
    'CONTRIBUTING: a refusal is a type of the union, with data to act on; with a `!` a fault in one mutation would take the answers of the others; lists are for commands between rooms',
  bad: {
    sdl: {
      shop: `type Query { lamp: ID }
        type Mutation {
          dimLamp(id: ID!, by: Int): DimLampResult
          buyLamp(input: LampInput): Boolean
          hangLamp(input: HangLampInput!): HangLampResult!
          sellLamps(input: [LampInput!]!): LampSold! @inaccessible
        }
        input LampInput { id: ID! } input HangLampInput { id: ID! } union HangLampResult = LampDimmed union DimLampResult = LampDimmed type LampDimmed { id: ID! } type LampSold { id: ID! }`,
    },
    found: [
      { path: 'Mutation.dimLamp', message: /one argument/ },
      { path: 'Mutation.buyLamp', message: /BuyLampInput!/ },
      { path: 'Mutation.buyLamp', message: /not BuyLampResult/ },
      { path: 'Mutation.hangLamp', message: /gives HangLampResult!, not HangLampResult\..*all others/ },
      { path: 'Mutation.sellLamps', message: /list/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamp: ID }
        type Mutation {
          dimLamp(input: DimLampInput!): DimLampResult
          stockLamp(input: StockLampInput!): StockLampResult! @inaccessible
          sellLamps(input: [ShopLampInput!]!): [ShopLamp!] @inaccessible
        }
        input DimLampInput { id: ID! } union DimLampResult = LampDimmed type LampDimmed { id: ID! }
        input StockLampInput @inaccessible { id: ID! } union StockLampResult @inaccessible = LampDimmed
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
  return [...found, ...judgeResult(graph, field, `${verbNoun}Result`)];
}

function judgeResult(graph: Graph, field: Field, result: string): Offence[] {
  const given = print(field.node.type);
  // Who calls a command asks for nothing beside it.
  if (given !== result && !(isInternal(graph, field) && given === `${result}!`)) {
    const advice =
      given === `${result}!` ? 'Leave out the !: a fault in it would null all others of a request.' : `Give a union ${result} of its own.`;
    return [offence(field, `it gives ${given}, not ${result}.`, advice)];
  }
  if (graph.byName.get(namedType(field.node.type))?.some(({ kind }) => kind === 'union')) return [];
  return [offence(field, `${result} is no union.`, 'Make it a union of what may come of it, refusals included.')];
}
