import type { GraphQLEnumType, GraphQLEnumValue } from 'graphql';
import { draft, harmless } from './change.ts';
import { type Comparison, match } from './comparison.ts';
import { renamed } from './renames.ts';
import { compareDeprecations, compareDescriptions, type TextKinds } from './texts.ts';
import { compareSites } from './usages.ts';

const texts: TextKinds = {
  description: {
    added: 'ENUM_VALUE_DESCRIPTION_CHANGED',
    changed: 'ENUM_VALUE_DESCRIPTION_CHANGED',
    removed: 'ENUM_VALUE_DESCRIPTION_CHANGED',
  },
  deprecation: {
    added: 'ENUM_VALUE_DEPRECATION_REASON_ADDED',
    removed: 'ENUM_VALUE_DEPRECATION_REASON_REMOVED',
    reasonAdded: 'ENUM_VALUE_DEPRECATION_REASON_CHANGED',
    reasonChanged: 'ENUM_VALUE_DEPRECATION_REASON_CHANGED',
    reasonRemoved: 'ENUM_VALUE_DEPRECATION_REASON_CHANGED',
  },
};

/** What a value means for clients depends on where its enum stands: whether they read it, send it, or both. */
export function compareEnums(c: Comparison, before: GraphQLEnumType, after: GraphQLEnumType): void {
  const { removed, added, both } = match(before.getValues(), after.getValues());
  for (const value of added) reportAdded(c, after, value);
  for (const value of removed)
    reportRemoved(
      c,
      before,
      value,
      renamed(value, added, () => added.length === removed.length),
    );
  for (const [old, now] of both) {
    const path = `${after.name}.${now.name}`;
    compareDescriptions(c, texts, path, `value ${path}`, old.description, now.description);
    compareDeprecations(c, texts, path, `value ${path}`, old.deprecationReason, now.deprecationReason);
    compareSites(c, 'ENUM_VALUE', path, `value ${path}`, old, now);
  }
}

function reportAdded({ was, report }: Comparison, { name }: GraphQLEnumType, value: GraphQLEnumValue): void {
  const path = `${name}.${value.name}`;
  const message = `Value ${path} was added.`;
  if (!was.output.has(name)) {
    report(draft('ENUM_VALUE_ADDED', path, 'safe', harmless(message, 'Clients read this enum nowhere, and nobody sends the value yet.')));
    return;
  }
  const reason = 'Clients read this enum: one that knows only the values before may fail on it.';
  const advice = 'Make sure that clients have a branch for values that they do not know.';
  report(draft('ENUM_VALUE_ADDED', path, 'dangerous', { message, reason, advice }));
}

function reportRemoved({ was, report }: Comparison, { name }: GraphQLEnumType, value: GraphQLEnumValue, to: string | undefined): void {
  const path = `${name}.${value.name}`;
  const message = `Value ${path} was removed.`;
  const noted = value.deprecationReason ? ` It was deprecated: ${value.deprecationReason}` : '';
  const advice = to
    ? `It looks like a rename of ${value.name} to ${to}: keep ${value.name} with @deprecated until nobody sends it.`
    : 'Keep it with @deprecated until nobody sends it.';
  if (was.input.has(name)) {
    const reason = `Operations and variables that send it are refused.${noted}`;
    report(draft('ENUM_VALUE_REMOVED', path, 'breaking', { message, reason, advice }));
  } else if (was.output.has(name)) {
    const reason = `Nobody can send it, but what was ${value.name} reaches clients as something else, or as an error where a resolver still gives it.${noted}`;
    const careful = to ? advice : 'Make sure that no stored data and no resolver gives it any more.';
    report(draft('ENUM_VALUE_REMOVED', path, 'dangerous', { message, reason, advice: careful }));
  } else {
    report(draft('ENUM_VALUE_REMOVED', path, 'safe', harmless(message, 'Nothing in the schema leads to this enum.')));
  }
}
