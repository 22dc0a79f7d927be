import { namedType } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const money: Rule = {
  name: 'money',
  severity: 'error',
  asks: 'An amount of money is a Money, not a Float, an Int or a Decimal; only Money itself holds a Decimal.',
  source: 'architecture, money: exact, and never without its currency',
  bad: {
    sdl: {
      shop: `type Query { price: Float lamp(minPrice: Decimal): Lamp } type Lamp { unitPrice: Float! totalCents: Int } scalar Decimal
        type Money { amount: Float! currencyCode: String! } input OfferInput { discounts: [Decimal!] } type Mutation { offer(input: OfferInput): Money }`,
    },
    found: [
      { path: 'Query.price', message: /Float/ },
      { path: 'Query.lamp(minPrice:)', message: /MoneyInput/ },
      { path: 'Lamp.unitPrice', message: /Money/ },
      { path: 'Lamp.totalCents', message: /Int/ },
      { path: 'Money.amount', message: /Float/ },
      { path: 'OfferInput.discounts', message: /Decimal/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamp: Lamp } type Lamp { price: Money totalCount: Int taxRate: Float discountPercent: Float watts: Float } scalar Decimal
        type Money { amount: Decimal! currencyCode: String! }`,
    },
  },
  check: ({ typed }) =>
    typed
      .filter(({ path, name, node }) => isMoneyName(name.value) && refused(path, namedType(node.type)))
      .map((element) => {
        const money = 'args' in element ? 'Money' : 'MoneyInput';
        const problem = `an amount of money is no ${namedType(element.node.type)}, but ${money}.`;
        return offence(element, problem, 'Give it its currency and exact decimals.');
      }),
};

/** Decided by the last word: `unitPrice` is money, `totalCount` and `taxRate` are not. */
const isMoneyName = (name: string): boolean => {
  const last =
    name
      .split(/_|(?<=[a-z0-9])(?=[A-Z])/)
      .at(-1)
      ?.toLowerCase() ?? '';
  return /^(?:prices?|amounts?|costs?|totals?|subtotals?|fees?|tax(?:es)?|discounts?|surcharges?|cents|minor)$/.test(last);
};

const refused = (path: string, type: string): boolean =>
  /^Money(?:Input)?\./.test(path) ? type === 'Float' : /^(?:Float|Int|Decimal)$/.test(type);
