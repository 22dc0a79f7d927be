import { offence, type Rule } from '../rule.ts';

export const typeNames: Rule = {
  name: 'type-names',
  severity: 'error',
  asks: 'Types are named in PascalCase.',
  source: 'the form that the GraphQL specification and its tools use',
  bad: {
    sdl: { shop: 'type Query { lamp: brass_lamp mood: MOOD } type brass_lamp { id: ID! } enum MOOD { WARM }' },
    found: [
      { path: 'brass_lamp', message: /BrassLamp/ },
      { path: 'MOOD', message: /Mood/ },
    ],
  },
  good: { sdl: { shop: 'type Query { lamp: BrassLamp } type BrassLamp { id: ID! size: LampSize2 } enum LampSize2 { S } scalar URL' } },
  check: ({ types }) =>
    types
      .filter(({ path, kind }) => !/^[A-Z][A-Za-z0-9]*$/.test(path) || (kind !== 'scalar' && /^[A-Z0-9]{4,}$/.test(path)))
      .map((part) => offence(part, 'a type is named in PascalCase.', `Call it ${pascal(part.path)}.`)),
};

const pascal = (name: string): string =>
  (/[a-z]/.test(name) ? name : name.toLowerCase()).replaceAll(/(?:^|_+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
