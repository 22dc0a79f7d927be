import { namedType } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const booleanClaims: Rule = {
  name: 'boolean-claims',
  severity: 'warning',
  asks: 'A Boolean reads as a claim that is true or false: `retryable`, `hasNextPage`; not negated, not a command, not a `Flag` or `Status`.',
  source: 'a name that has to be negated or looked up is misread',
  bad: {
    sdl: { shop: 'type Query { notSold: Boolean soldFlag: Boolean! checkSold: Boolean isNotLit: Boolean lampStatus: Boolean }' },
    found: ['notSold', 'soldFlag', 'checkSold', 'isNotLit', 'lampStatus'].map((name) => ({ path: `Query.${name}`, message: /claim/ })),
  },
  good: {
    sdl: {
      shop: 'type Query { sold: Boolean isLit: Boolean! hasShade: Boolean lowStock: Boolean notes: [String] noted: Boolean note: String }',
    },
  },
  check: ({ typed }) =>
    typed
      .filter(({ node }) => namedType(node.type) === 'Boolean')
      .filter((element) => !('args' in element && element.parent.root === 'mutation'))
      .filter(({ name }) =>
        /^(?:is|has|was|can|should)?(?:no|not|non|Not|No)[A-Z]|^(?:check|get|set|flag|validate)[A-Z]|(?:Flag|Status|Bool|Boolean|State|YesNo)$/.test(
          name.value,
        ),
      )
      .map((element) => offence(element, 'a Boolean is named as a claim.', 'Say what is true when it is true: retryable, hasNextPage.')),
};
