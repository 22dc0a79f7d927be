import { offence, type Rule } from '../rule.ts';

export const noAnyScalars: Rule = {
  name: 'no-any-scalars',
  severity: 'error',
  asks: 'No scalar stands for anything at all: no JSON, Any, Object or Map.',
  source: 'what has no type cannot be checked, documented or changed safely',
  bad: {
    sdl: { shop: 'type Query { extra: JSON more(where: AnyValue): JSONObject } scalar JSON scalar JSONObject scalar AnyValue' },
    found: ['JSON', 'JSONObject', 'AnyValue'].map((path) => ({ path, message: /anything/ })),
  },
  good: { sdl: { shop: 'type Query { at: DateTime company: Company map: SiteMap } scalar DateTime scalar Company scalar SiteMap' } },
  check: ({ types }) =>
    types
      .filter(
        ({ kind, path }) =>
          kind === 'scalar' && /^(?:Any|Json|Object|Map|Mixed|Dynamic|Unknown|Generic)(?:Value|Object|Scalar|Type|Map)?$/i.test(path),
      )
      .map((part) => offence(part, 'this scalar can be anything.', 'Declare a type with the fields that there are.')),
};
