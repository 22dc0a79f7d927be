import { type GraphQLArgument, type GraphQLInputField, getNamedType, isNonNullType } from 'graphql';
import type { Level } from '../model.ts';
import { draft, harmless } from './change.ts';
import { type Comparison, match, sentence } from './comparison.ts';
import type { ChangeKind } from './kinds.ts';
import { renamed } from './renames.ts';
import { compareDeprecations, compareDescriptions, type TextKinds } from './texts.ts';
import { acceptsAll, sameButName } from './type-changes.ts';
import { compareSites } from './usages.ts';
import { printDefault, sameDefault } from './values.ts';

type InputValue = GraphQLArgument | GraphQLInputField;

/** Where input values stand: the arguments of a field or a directive, or the fields of an input type. */
export interface InputSite {
  kinds: TextKinds & Record<'added' | 'removed' | 'type' | 'defaultValue', ChangeKind>;
  pathOf: (name: string) => string;
  /** `argument x of Query.y`. */
  labelOf: (name: string) => string;
  usage?: 'ARGUMENT_DEFINITION' | 'INPUT_FIELD_DEFINITION';
}

export function compareInputs(c: Comparison, site: InputSite, before: readonly InputValue[], after: readonly InputValue[]): void {
  const { removed, added, both } = match(before, after);
  for (const value of added) reportAdded(c, site, value);
  for (const value of removed) {
    const to = renamed(value, added, (one, other) => String(one.type) === String(other.type));
    reportRemoved(c, site, value, to);
  }
  for (const [old, now] of both) compareInput(c, site, old, now);
}

function reportAdded({ report }: Comparison, { kinds, pathOf, labelOf }: InputSite, { name, type, defaultValue }: InputValue): void {
  const required = isNonNullType(type) && defaultValue === undefined;
  const message = `${sentence(labelOf(name))} was added as ${required ? 'a required' : 'an optional'} ${String(type)}.`;
  if (!required) {
    report(
      draft(kinds.added, pathOf(name), 'safe', harmless(message, 'Operations that do not name it stay valid and mean what they meant.')),
    );
    return;
  }
  const advice = `Make it ${String(type).slice(0, -1)} or give it a default, and refuse its absence in the resolver only where that is meant.`;
  const reason = 'Every operation written before lacks it and is refused.';
  report(draft(kinds.added, pathOf(name), 'breaking', { message, reason, advice }));
}

function reportRemoved(c: Comparison, { kinds, pathOf, labelOf }: InputSite, value: InputValue, to: string | undefined): void {
  c.cut.add(pathOf(value.name));
  const noted = value.deprecationReason ? ` It was deprecated: ${value.deprecationReason}` : '';
  const reason = `Operations that name it are refused.${noted}`;
  const advice = to
    ? `It looks like a rename of ${value.name} to ${to}: keep ${value.name} with @deprecated and let both mean the same until nobody sends it.`
    : 'Keep it with @deprecated and ignore it until nobody sends it.';
  const message = `${sentence(labelOf(value.name))} was removed.`;
  c.report(draft(kinds.removed, pathOf(value.name), 'breaking', { message, reason, advice }));
}

function compareInput(c: Comparison, site: InputSite, old: InputValue, now: InputValue): void {
  const path = site.pathOf(now.name);
  const label = site.labelOf(now.name);
  if (String(old.type) !== String(now.type)) compareTypes(c, site, old, now);
  if (!sameDefault(old, now)) compareDefaults(c, site, old, now);
  compareDescriptions(c, site.kinds, path, label, old.description, now.description);
  compareDeprecations(c, site.kinds, path, label, old.deprecationReason, now.deprecationReason);
  if (site.usage) compareSites(c, site.usage, path, label, old, now);
}

function compareTypes(c: Comparison, { kinds, pathOf, labelOf }: InputSite, old: InputValue, now: InputValue): void {
  const path = pathOf(now.name);
  const rename = c.renames.get(getNamedType(old.type).name);
  if (rename?.exact && sameButName(old.type, now.type, rename.to)) return;
  if (getNamedType(old.type).name !== getNamedType(now.type).name) c.cut.add(path);
  const message = `${sentence(labelOf(now.name))} changed its type from ${String(old.type)} to ${String(now.type)}.`;
  const say = (level: Level, reason: string, advice: string) => c.report(draft(kinds.type, path, level, { message, reason, advice }));

  if (acceptsAll(old.type, now.type)) {
    say('safe', 'Whatever was sent before is still accepted.', 'Nothing to do.');
  } else if (isNonNullType(now.type) && acceptsAll(old.type, now.type.ofType) && now.defaultValue !== undefined) {
    say(
      'dangerous',
      'The default stands in where it is left out, but an operation that sends null is refused.',
      `Keep ${String(old.type)} and read null as the default.`,
    );
  } else if (isNonNullType(now.type) && acceptsAll(old.type, now.type.ofType)) {
    say('breaking', 'Operations that leave it out or may send null are refused.', `Keep ${String(old.type)}, or give it a default.`);
  } else {
    say(
      'breaking',
      `Operations that send it as a variable of type ${String(old.type)}, or a literal of it, are refused.`,
      `Add another beside it that takes ${String(now.type)}, and deprecate this one.`,
    );
  }
}

function compareDefaults({ report }: Comparison, { kinds, pathOf, labelOf }: InputSite, old: InputValue, now: InputValue): void {
  const [was, is] = [printDefault(old), printDefault(now)];
  const label = labelOf(now.name);
  const say = (level: Level, message: string, reason: string, advice: string) =>
    report(draft(kinds.defaultValue, pathOf(now.name), level, { message, reason, advice }));
  const behaves = 'Operations that leave it out stay valid but ask for something else than before.';
  const keep = 'Make sure that clients which leave it out can live with that, or keep the default.';

  if (is === undefined) {
    const required = isNonNullType(now.type) && isNonNullType(old.type);
    const message = `${sentence(label)} lost its default ${was}.`;
    if (required)
      say('breaking', message, 'It is required now: operations that leave it out are refused.', 'Keep the default, or make it nullable.');
    else say('dangerous', message, behaves, keep);
  } else if (was === undefined) {
    const message = `${sentence(label)} got the default ${is}.`;
    if (isNonNullType(old.type)) say('safe', message, 'Every operation had to send a value, which still counts.', 'Nothing to do.');
    else say('dangerous', message, behaves, keep);
  } else {
    say('dangerous', `The default of ${label} changed from ${was} to ${is}.`, behaves, keep);
  }
}
