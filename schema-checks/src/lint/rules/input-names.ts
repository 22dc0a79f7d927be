import { offence, type Rule } from '../rule.ts';

export const inputNames: Rule = {
  name: 'input-names',
  severity: 'error',
  asks: 'Input types end in `Input`.',
  source: 'inputs and outputs share one space of names',
  bad: {
    sdl: { shop: 'type Query { lamps(filter: LampFilter): ID } input LampFilter { size: Int }' },
    found: [{ path: 'LampFilter', message: /LampFilterInput/ }],
  },
  good: {
    sdl: {
      shop: 'type Query { lamps(filter: LampFilterInput): InvalidInput } input LampFilterInput { size: Int } type InvalidInput { why: ID }',
    },
  },
  check: ({ types }) =>
    types
      .filter(({ kind, path }) => kind === 'input' && !path.endsWith('Input'))
      .map((part) => offence(part, 'the name of an input type ends in Input.', `Call it ${part.path}Input.`)),
};
