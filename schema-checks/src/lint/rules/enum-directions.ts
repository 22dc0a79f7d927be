import { isInternal, namedType } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const enumDirections: Rule = {
  name: 'enum-directions',
  severity: 'warning',
  everywhere: true,
  asks: 'An enum is given or taken, not both: the two sides grow differently.',
  source:
    'federation composes an enum of both sides only when every subgraph lists the same values, so it cannot grow in one of them first',
  bad: {
    sdl: {
      shop: `type Query { mood: Mood lamps(mood: Mood): ID sizes(in: SizeInput): [Size!] } enum Mood { WARM }
        input SizeInput { of: Size } enum Size { S }`,
    },
    found: [
      { path: 'Mood', message: /given and taken/ },
      { path: 'Size', message: /given and taken/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { mood: Mood lamps(order: Order): ID command(mood: Mood): ID @inaccessible } enum Mood { WARM } enum Order { NAME }`,
    },
  },
  check: (graph) => {
    const visible = (element: { path: string }) => !isInternal(graph, element);
    const given = new Set(graph.fields.filter(visible).map(({ node }) => namedType(node.type)));
    const taken = new Set([graph.args, graph.inputFields].flatMap((each) => each.filter(visible).map(({ node }) => namedType(node.type))));
    return graph.types
      .filter(({ kind, path }) => kind === 'enum' && given.has(path) && taken.has(path))
      .map((part) =>
        offence(part, 'this enum is both given and taken.', 'Declare an enum a side, or say in the configuration why it never grows.'),
      );
  },
};
