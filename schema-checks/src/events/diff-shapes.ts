import { renamed } from '../diff/renames.ts';
import { diffBounds } from './diff-bounds.ts';
import { below } from './paths.ts';
import { type Field, type Shape, sameShape, worded } from './shape.ts';
import * as words from './words.ts';

/** A difference at a path of an event's data; `shape` is where to look, in the old state for what is gone. */
export interface Difference extends words.Told {
  path: string;
  shape: Shape;
}

/**
 * What a reader notices between two shapes. Who writes may promise more, never less: what is always there, or never null, or at most so
 * long stays so in each version of an event.
 */
export function diffShapes(before: Shape, after: Shape, path = ''): Difference[] {
  const at = (told: words.Told, shape = after): Difference => ({ ...told, path, shape });
  if (!covers(before.types, after.types) && before.types.join() !== after.types.join())
    return [at(words.typeChanged(path, worded(before), worded(after)))];
  const { looser, tighter } = diffBounds(before, after);
  if (before.types.join() !== after.types.join()) tighter.push(`${worded(after)} (it was ${worded(before)})`);
  if (before.nullable && !after.nullable && before.types.length > 0) tighter.push('never null');
  if (before.values && !after.values) looser.push(`${worded(after)} (it was ${worded(before)})`);
  if (!before.values && after.values) tighter.push(worded(after));
  return [
    ...(!before.nullable && after.nullable ? [at(words.nullable(path))] : []),
    ...(looser.length > 0 ? [at(words.loosened(path, looser))] : []),
    ...(tighter.length > 0 ? [at(words.tightened(path, tighter))] : []),
    ...diffValues(before, after, path).map((told) => at(told, told.kind === 'EVENT_ENUM_VALUE_REMOVED' ? before : after)),
    ...(sameTexts(before.opaque, after.opaque) ? [] : [at(words.written(path))]),
    ...(before.description !== after.description && path !== '' ? [at(words.described(path))] : []),
    ...diffFields(before, after, path),
    ...diffItems(before, after, path),
    ...diffRest(before, after, path),
  ];
}

/** Whether what is of one of the later types is of one of the earlier, too. */
const covers = (before: readonly string[], after: readonly string[]): boolean =>
  before.length === 0 ||
  (after.length > 0 && after.every((type) => before.includes(type) || (type === 'integer' && before.includes('number'))));

function diffValues({ values: before }: Shape, { values: after }: Shape, path: string): words.Told[] {
  if (!before || !after) return [];
  return [
    ...after.filter((value) => !before.includes(value)).map((value) => words.valueAdded(path, value)),
    ...before.filter((value) => !after.includes(value)).map((value) => words.valueRemoved(path, value)),
  ];
}

function diffFields(before: Shape, after: Shape, path: string): Difference[] {
  const named = (fields: Shape['fields'], others: Shape['fields']) =>
    [...fields].filter(([name]) => !others.has(name)).map(([name, field]) => ({ name, ...field }));
  const [removed, added] = [named(before.fields, after.fields), named(after.fields, before.fields)];
  const alike = (one: Field, other: Field) => one.required === other.required && sameShape(one.shape, other.shape);
  return [
    ...removed.map((field): Difference => {
      const to = renamed(field, added, alike);
      return { ...words.fieldRemoved(below(path, field.name), to), path: below(path, field.name), shape: field.shape };
    }),
    ...added.map(({ name, required, shape }): Difference => {
      const where = below(path, name);
      return { ...words.fieldAdded(where, required), path: where, shape };
    }),
    ...[...after.fields].flatMap(([name, field]) => {
      const old = before.fields.get(name);
      return old ? diffField(old, field, below(path, name)) : [];
    }),
  ];
}

function diffField(before: Field, after: Field, path: string): Difference[] {
  const inner = diffShapes(before.shape, after.shape, path);
  const at = (told: words.Told): Difference => ({ ...told, path, shape: after.shape });
  if (before.required && !after.required) return [at(words.optional(path)), ...inner];
  return !before.required && after.required ? [at(words.always(path)), ...inner] : inner;
}

function diffItems(before: Shape, after: Shape, path: string): Difference[] {
  const where = below(path, '[]');
  if (before.items && after.items) return diffShapes(before.items, after.items, where);
  if (before.items) return [{ ...words.typeChanged(where, worded(before.items), 'anything'), path: where, shape: after }];
  return after.items ? [{ ...words.tightened(where, [worded(after.items)]), path: where, shape: after.items }] : [];
}

/** What an object may hold beside its fields. */
function diffRest({ rest: before, ...old }: Shape, after: Shape, path: string): Difference[] {
  const { rest } = after;
  const where = below(path, '*');
  const at = (told: words.Told, shape = after): Difference => ({ ...told, path, shape });
  if (!old.types.includes('object') || before === rest) return [];
  if (typeof before !== 'string')
    return typeof rest !== 'string'
      ? diffShapes(before, rest, where)
      : [
          {
            ...(rest === 'nothing' ? words.fieldRemoved(where) : words.typeChanged(where, worded(before), 'anything')),
            path: where,
            shape: before,
          },
        ];
  if (typeof rest !== 'string' && before === 'nothing') return [{ ...words.fieldAdded(where, false), path: where, shape: rest }];
  return [at(before === 'nothing' ? words.opened(path) : words.tightened(path, ['nothing beside its fields, or less']))];
}

const sameTexts = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);
