import { DirectiveLocation, type GraphQLDirective, isSpecifiedDirective } from 'graphql';
import { draft, harmless } from './change.ts';
import { type Comparison, match, where } from './comparison.ts';
import { compareInputs, type InputSite } from './inputs.ts';
import { compareDescriptions } from './texts.ts';

/** Where a client may write a directive; everywhere else only the authors of schemas do. */
const executable = new Set<string>([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

const argumentKinds: InputSite['kinds'] = {
  added: 'DIRECTIVE_ARGUMENT_ADDED',
  removed: 'DIRECTIVE_ARGUMENT_REMOVED',
  type: 'DIRECTIVE_ARGUMENT_TYPE_CHANGED',
  defaultValue: 'DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED',
  description: {
    added: 'DIRECTIVE_ARGUMENT_DESCRIPTION_CHANGED',
    changed: 'DIRECTIVE_ARGUMENT_DESCRIPTION_CHANGED',
    removed: 'DIRECTIVE_ARGUMENT_DESCRIPTION_CHANGED',
  },
  deprecation: {
    added: 'DIRECTIVE_ARGUMENT_DEPRECATION_CHANGED',
    removed: 'DIRECTIVE_ARGUMENT_DEPRECATION_CHANGED',
    reasonAdded: 'DIRECTIVE_ARGUMENT_DEPRECATION_CHANGED',
    reasonChanged: 'DIRECTIVE_ARGUMENT_DEPRECATION_CHANGED',
    reasonRemoved: 'DIRECTIVE_ARGUMENT_DEPRECATION_CHANGED',
  },
};

const ownOnly = 'Only authors of schemas can write it: no operation does.';
const description = {
  added: 'DIRECTIVE_DESCRIPTION_CHANGED',
  changed: 'DIRECTIVE_DESCRIPTION_CHANGED',
  removed: 'DIRECTIVE_DESCRIPTION_CHANGED',
} as const;

const own = (directive: GraphQLDirective): boolean => !isSpecifiedDirective(directive);

export function compareDirectives(c: Comparison): void {
  const { removed, added, both } = match(c.before.getDirectives().filter(own), c.after.getDirectives().filter(own));
  for (const { name } of added) {
    c.report(draft('DIRECTIVE_ADDED', `@${name}`, 'safe', harmless(`Directive @${name} was added.`, 'Nobody writes it yet.')));
  }
  for (const directive of removed) {
    const reached = where(isExecutable(directive), c, ownOnly);
    const words = {
      message: `Directive @${directive.name} was removed.`,
      reason: 'Operations that write it are refused.',
      advice: 'Keep its definition until no operation writes it.',
    };
    reached.report(draft('DIRECTIVE_REMOVED', `@${directive.name}`, 'breaking', words));
  }
  for (const [old, now] of both) compareDirective(where(isExecutable(old), c, ownOnly), old, now);
}

const isExecutable = ({ locations }: GraphQLDirective): boolean => locations.some((location) => executable.has(location));

function compareDirective(c: Comparison, old: GraphQLDirective, now: GraphQLDirective): void {
  const path = `@${now.name}`;
  compareDescriptions(c, { description }, path, `directive ${path}`, old.description, now.description);
  compareLocations(c, old, now);
  if (!old.isRepeatable && now.isRepeatable) {
    const words = harmless(`Directive ${path} may be repeated.`, 'Writing it once stays valid.');
    c.report(draft('DIRECTIVE_REPEATABLE_ADDED', path, 'safe', words));
  }
  if (old.isRepeatable && !now.isRepeatable) {
    const words = {
      message: `Directive ${path} may no longer be repeated.`,
      reason: 'Operations that write it twice in one place are refused.',
      advice: 'Keep it repeatable until no operation repeats it.',
    };
    c.report(draft('DIRECTIVE_REPEATABLE_REMOVED', path, 'breaking', words));
  }
  const site: InputSite = {
    kinds: argumentKinds,
    pathOf: (name) => `${path}(${name}:)`,
    labelOf: (name) => `argument ${name} of ${path}`,
  };
  compareInputs(c, site, old.args, now.args);
}

function compareLocations(c: Comparison, old: GraphQLDirective, now: GraphQLDirective): void {
  const path = `@${now.name}`;
  for (const location of now.locations.filter((one) => !old.locations.includes(one))) {
    const words = harmless(`Directive ${path} may stand at ${location}.`, 'Wherever it stood before it still may.');
    c.report(draft('DIRECTIVE_LOCATION_ADDED', path, 'safe', words, location));
  }
  for (const location of old.locations.filter((one) => !now.locations.includes(one))) {
    const words = {
      message: `Directive ${path} may no longer stand at ${location}.`,
      reason: 'Operations that write it there are refused.',
      advice: `Keep ${location} until no operation writes it there.`,
    };
    where(executable.has(location), c, ownOnly).report(draft('DIRECTIVE_LOCATION_REMOVED', path, 'breaking', words, location));
  }
}
