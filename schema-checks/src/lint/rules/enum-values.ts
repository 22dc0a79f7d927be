import { offence, type Rule } from '../rule.ts';

export const enumValues: Rule = {
  name: 'enum-values',
  severity: 'error',
  asks: 'Enum values are named in SCREAMING_SNAKE_CASE.',
  source: 'the GraphQL specification recommends all caps for enum values',
  bad: {
    sdl: { shop: 'type Query { mood: Mood } enum Mood { warm VeryCold OK }' },
    found: [
      { path: 'Mood.warm', message: /WARM/ },
      { path: 'Mood.VeryCold', message: /VERY_COLD/ },
    ],
  },
  good: { sdl: { shop: 'type Query { mood: Mood } enum Mood { WARM VERY_COLD K4000 }' } },
  check: ({ values }) =>
    values
      .filter(({ name }) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name.value))
      .map((value) => offence(value, 'an enum value is named in SCREAMING_SNAKE_CASE.', `Call it ${screaming(value.name.value)}.`)),
};

const screaming = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/_+/g, '_')
    .toUpperCase();
