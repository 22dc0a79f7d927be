import { type Graph, namedType } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const dates: Rule = {
  name: 'dates',
  severity: 'error',
  asks: 'An instant is a DateTime: whatever ends in `At`, `Date`, `Timestamp` or `DateTime`; a day without a time may be a Date.',
  source: 'one form of time in the API: ISO 8601, UTC',
  bad: {
    sdl: {
      shop: `type Query { openedAt: String sold(startDate: Int): ID paidAt: Time } scalar Time
        input SaleInput { endTimestamp: Float } type Mutation { sell(input: SaleInput): ID }`,
    },
    found: ['Query.openedAt', 'Query.paidAt', 'Query.sold(startDate:)', 'SaleInput.endTimestamp'].map((path) => ({
      path,
      message: /DateTime/,
    })),
  },
  good: {
    sdl: {
      shop: `type Query { openedAt: DateTime birthDate: Date flat: String format: String update: String at: Int createdAt: [DateTime!] lookedAt: Lamp }
        scalar DateTime scalar Date type Lamp { id: ID! }`,
    },
  },
  check: (graph) =>
    graph.typed
      .filter(({ name }) => /[a-z0-9](?:At|Date|Timestamp|DateTime)$/.test(name.value))
      .filter(({ name, node }) => isScalar(graph, namedType(node.type)) && !fits(name.value, namedType(node.type)))
      .map((element) => offence(element, `an instant is a DateTime, not ${namedType(element.node.type)}.`, 'Make it a DateTime.')),
};

const isScalar = ({ byName }: Graph, type: string): boolean =>
  /^(?:String|Int|Float|ID)$/.test(type) || (byName.get(type)?.some(({ kind }) => kind === 'scalar') ?? false);

const fits = (name: string, type: string): boolean => type === 'DateTime' || (name.endsWith('Date') && /^(?:Local)?Date$/.test(type));
