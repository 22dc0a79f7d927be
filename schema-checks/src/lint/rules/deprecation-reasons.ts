import { removalDate } from '../../approvals/dates.ts';
import type { Applied, Graph } from '../elements.ts';
import { stringOf } from '../federation.ts';
import { offence, type Rule } from '../rule.ts';

export const deprecationReasons: Rule = {
  name: 'deprecation-reasons',
  severity: 'error',
  asks: 'A deprecation says what to use instead and the day after which it goes: "Use title. Removed after 2027-01-31."',
  source: 'what `removable` reads; a deprecation without a date is never cleaned up',
  bad: {
    sdl: {
      shop: `type Query { lamp: ID @deprecated name: ID @deprecated(reason: "Use title.")
        size: ID @deprecated(reason: "Removed after 2027-01-31.") title: ID @deprecated(reason: "Use name. Removed after 2027-02-30.") }`,
    },
    found: [
      { path: 'Query.lamp', message: /gives no reason/ },
      { path: 'Query.name', message: /date/ },
      { path: 'Query.size', message: /instead/ },
      { path: 'Query.title', message: /date/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamp(id: ID @deprecated(reason: "Replaced by key. Removed after 2027-01-31."), key: ID): ID mood: Mood }
        enum Mood { WARM @deprecated(reason: "Use COSY. Removed after 2027-01-31.") COSY }`,
    },
  },
  check: (graph) =>
    deprecable(graph).flatMap((element) => {
      const directive = element.directives.find(({ name }) => name === 'deprecated');
      const problem = directive && problemOf(directive);
      return problem === undefined ? [] : [offence(element, problem, 'Write it as "Use title. Removed after 2027-01-31."')];
    }),
};

const deprecable = ({ fields, args, inputFields, values, directives }: Graph) => [
  ...fields,
  ...args,
  ...inputFields,
  ...values,
  ...directives.flatMap((each) => each.args),
];

function problemOf({ node }: Applied): string | undefined {
  const reason = stringOf(node, 'reason') ?? '';
  if (reason.trim() === '') return 'its deprecation gives no reason.';
  const lacks = [
    ...(/\b(?:use|instead|replaced by|moved to|no replacement)\b/i.test(reason) ? [] : ['what to use instead']),
    ...(removalDate(reason) === undefined ? ['a date of its removal (YYYY-MM-DD)'] : []),
  ];
  return lacks.length === 0 ? undefined : `the reason of its deprecation does not hold ${lacks.join(' and ')}.`;
}
