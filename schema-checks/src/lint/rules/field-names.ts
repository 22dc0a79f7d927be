import { offence, type Rule } from '../rule.ts';

export const fieldNames: Rule = {
  name: 'field-names',
  severity: 'error',
  asks: 'Fields, arguments and input fields are named in camelCase.',
  source: 'the form that the GraphQL specification and its tools use',
  bad: {
    sdl: { shop: 'type Query { Lamps(page_size: Int, filter: LampFilter): [ID] } input LampFilter { in_stock: Boolean }' },
    found: [
      { path: 'Query.Lamps', message: /lamps/ },
      { path: 'Query.Lamps(page_size:)', message: /pageSize/ },
      { path: 'LampFilter.in_stock', message: /inStock/ },
    ],
  },
  good: { sdl: { shop: 'type Query { lamps(pageSize: Int, filter: LampFilter): [ID] line1: ID } input LampFilter { inStock: Boolean }' } },
  check: ({ typed, directives }) =>
    [...typed, ...directives.flatMap((each) => each.args)]
      .filter(
        ({ name }) => !/^[a-z][a-zA-Z0-9]*$/.test(name.value) && !name.value.startsWith('__') && !/^_(entities|service)$/.test(name.value),
      )
      .map((element) => offence(element, 'it is to be named in camelCase.', `Call it ${camel(element.name.value)}.`)),
};

const camel = (name: string): string =>
  (/[a-z]/.test(name) ? name : name.toLowerCase())
    .replace(/^_+/, '')
    .replaceAll(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
