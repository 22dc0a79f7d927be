import { astFromValue, type GraphQLArgument, type GraphQLField, type GraphQLInputField, print } from 'graphql';
import type { Atlas } from './atlas.ts';
import { typeLink } from './atlas.ts';
import { code, line, table } from './markdown.ts';
import type { FieldOwnership } from './ownership.ts';

type Value = GraphQLArgument | GraphQLInputField;

export const deprecation = (reason: string | null | undefined): string => (reason == null ? '' : `**Deprecated:** ${line(reason)}`);

export const tagWords = (tags: readonly string[] = []): string => (tags.length === 0 ? '' : `Tagged ${tags.map(code).join(', ')}.`);

export const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** A default as SDL writes it; empty when there is none. */
export function defaultOf({ defaultValue, type }: Value): string {
  const node = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return node == null ? '' : print(node).replaceAll(/\s*\n\s*/g, ' ');
}

/** Arguments, or the fields of an input, as a table. */
export const valuesTable = (atlas: Atlas, from: string, what: string, values: readonly Value[]): string =>
  table(
    [what, 'type', 'default', 'description'],
    values.map((value) => [
      code(value.name),
      typeLink(atlas, from, value.type),
      defaultOf(value) && code(defaultOf(value)),
      words(line(value.description), deprecation(value.deprecationReason)),
    ]),
  );

/** `first: Int = 20`, for a cell of a table that has no room for another table. */
export const argumentLine = (atlas: Atlas, from: string, argument: GraphQLArgument): string => {
  const given = defaultOf(argument);
  const head = `${code(argument.name)}: ${typeLink(atlas, from, argument.type)}${given && ` = ${code(given)}`}`;
  return words(`<br>${head}`, line(argument.description), deprecation(argument.deprecationReason));
};

export const fieldsTable = (
  atlas: Atlas,
  from: string,
  fields: readonly GraphQLField<unknown, unknown>[],
  joined: ReadonlyMap<string, FieldOwnership> | undefined,
  /** Who resolves what nothing else is said of. */
  usual: readonly string[],
): string =>
  table(
    ['field', 'type', 'resolved by', 'description'],
    fields.map((field) => {
      const { resolvedBy = [], tags = [] } = joined?.get(field.name) ?? {};
      return [
        code(field.name),
        typeLink(atlas, from, field.type),
        sameNames(resolvedBy, usual) ? '' : resolvedBy.join(', '),
        [
          words(line(field.description), deprecation(field.deprecationReason), tagWords(tags)),
          ...field.args.map((argument) => argumentLine(atlas, from, argument)),
        ].join(''),
      ];
    }),
  );

const sameNames = (some: readonly string[], others: readonly string[]): boolean => some.join() === others.join();
