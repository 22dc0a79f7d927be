import { offence, type Rule } from '../rule.ts';

export const noGetPrefix: Rule = {
  name: 'no-get-prefix',
  severity: 'error',
  asks: 'No field begins with `get`.',
  source: 'a field says what it is; that it is read goes without saying',
  bad: {
    sdl: { shop: 'type Query { getLamp: Lamp } type Lamp { get_price: Int }' },
    found: [
      { path: 'Query.getLamp', message: /get/ },
      { path: 'Lamp.get_price', message: /get/ },
    ],
  },
  good: { sdl: { shop: 'type Query { lamp: Lamp } type Lamp { getaway: Int } type Mutation { getWell: Int }' } },
  check: ({ fields }) =>
    fields
      .filter(({ name, parent }) => parent.root !== 'mutation' && /^get[A-Z_]/.test(name.value))
      .map((field) => {
        const rest = field.name.value.replace(/^get_?/, '');
        return offence(field, 'a field does not begin with `get`.', `Call it ${rest.charAt(0).toLowerCase()}${rest.slice(1)}.`);
      }),
};
