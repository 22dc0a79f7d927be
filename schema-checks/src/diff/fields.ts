import { type GraphQLField, type GraphQLInterfaceType, type GraphQLObjectType, getNamedType } from 'graphql';
import type { Level } from '../model.ts';
import { draft, harmless } from './change.ts';
import { type Comparison, match } from './comparison.ts';
import { compareInputs, type InputSite } from './inputs.ts';
import { renamed } from './renames.ts';
import { compareDeprecations, compareDescriptions, type TextKinds } from './texts.ts';
import { readableAs, sameButLists, sameButName, sameButNull } from './type-changes.ts';
import { compareSites } from './usages.ts';

type Fields = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;

const texts: TextKinds = {
  description: { added: 'FIELD_DESCRIPTION_ADDED', changed: 'FIELD_DESCRIPTION_CHANGED', removed: 'FIELD_DESCRIPTION_REMOVED' },
  deprecation: {
    added: 'FIELD_DEPRECATION_ADDED',
    removed: 'FIELD_DEPRECATION_REMOVED',
    reasonAdded: 'FIELD_DEPRECATION_REASON_ADDED',
    reasonChanged: 'FIELD_DEPRECATION_REASON_CHANGED',
    reasonRemoved: 'FIELD_DEPRECATION_REASON_REMOVED',
  },
};

const argumentKinds: InputSite['kinds'] = {
  added: 'FIELD_ARGUMENT_ADDED',
  removed: 'FIELD_ARGUMENT_REMOVED',
  type: 'FIELD_ARGUMENT_TYPE_CHANGED',
  defaultValue: 'FIELD_ARGUMENT_DEFAULT_CHANGED',
  description: {
    added: 'FIELD_ARGUMENT_DESCRIPTION_CHANGED',
    changed: 'FIELD_ARGUMENT_DESCRIPTION_CHANGED',
    removed: 'FIELD_ARGUMENT_DESCRIPTION_CHANGED',
  },
  deprecation: {
    added: 'FIELD_ARGUMENT_DEPRECATION_ADDED',
    removed: 'FIELD_ARGUMENT_DEPRECATION_REMOVED',
    reasonAdded: 'FIELD_ARGUMENT_DEPRECATION_REASON_CHANGED',
    reasonChanged: 'FIELD_ARGUMENT_DEPRECATION_REASON_CHANGED',
    reasonRemoved: 'FIELD_ARGUMENT_DEPRECATION_REASON_CHANGED',
  },
};

export function compareFields(c: Comparison, before: Fields, after: Fields): void {
  const { removed, added, both } = match(Object.values(before.getFields()), Object.values(after.getFields()));
  for (const field of added) {
    const words = harmless(`Field ${after.name}.${field.name} was added.`, 'Operations get what they name, and nobody names it yet.');
    c.report(draft('FIELD_ADDED', `${after.name}.${field.name}`, 'safe', words));
  }
  for (const field of removed) reportRemoved(c, before, field, renamed(field, added, alike));
  for (const [old, now] of both) compareField(c, after, old, now);
}

const alike = (one: Field, other: Field): boolean =>
  String(one.type) === String(other.type) && one.args.every(({ name }) => other.args.some((arg) => arg.name === name));

function reportRemoved(c: Comparison, parent: Fields, field: Field, to: string | undefined): void {
  const path = `${parent.name}.${field.name}`;
  c.cut.add(path);
  const noted = field.deprecationReason ? ` It was deprecated: ${field.deprecationReason}` : '';
  const advice = to
    ? `It looks like a rename of ${field.name} to ${to}: keep ${field.name} with @deprecated until nobody asks for it.`
    : 'Keep it with @deprecated until nobody asks for it.';
  const reason = `Operations that ask for it are refused.${noted}`;
  c.report(draft('FIELD_REMOVED', path, 'breaking', { message: `Field ${path} was removed.`, reason, advice }));
}

function compareField(c: Comparison, parent: Fields, old: Field, now: Field): void {
  const path = `${parent.name}.${now.name}`;
  const label = `field ${path}`;
  compareDescriptions(c, texts, path, label, old.description, now.description);
  compareDeprecations(c, texts, path, label, old.deprecationReason, now.deprecationReason);
  if (String(old.type) !== String(now.type)) compareTypes(c, path, old, now);
  const site: InputSite = {
    kinds: argumentKinds,
    pathOf: (name) => `${path}(${name}:)`,
    labelOf: (name) => `argument ${name} of ${path}`,
    usage: 'ARGUMENT_DEFINITION',
  };
  compareInputs(c, site, old.args, now.args);
  compareSites(c, 'FIELD_DEFINITION', path, label, old, now);
}

function compareTypes(c: Comparison, path: string, old: Field, now: Field): void {
  const rename = c.renames.get(getNamedType(old.type).name);
  if (rename?.exact && sameButName(old.type, now.type, rename.to)) return;
  if (getNamedType(old.type).name !== getNamedType(now.type).name) c.cut.add(path);
  const message = `Field ${path} changed its type from ${String(old.type)} to ${String(now.type)}.`;
  const say = (level: Level, reason: string, advice: string) =>
    c.report(draft('FIELD_TYPE_CHANGED', path, level, { message, reason, advice }));
  const another = `Add another field that gives ${String(now.type)}, and deprecate this one.`;

  if (readableAs(old.type, now.type)) {
    say('safe', 'What it gives is what clients already read, without null.', 'Nothing to do.');
  } else if (sameButNull(old.type, now.type)) {
    say(
      'breaking',
      'It may give null now where clients were promised a value.',
      `Keep ${String(old.type)}, or ${another.charAt(0).toLowerCase()}${another.slice(1)}`,
    );
  } else if (sameButLists(old.type, now.type)) {
    say('breaking', 'Clients that read the one find a list, or a list where they read the one.', another);
  } else {
    say('breaking', `Clients read ${String(old.type)} there, and selections and fragments written for it may be refused.`, another);
  }
}
