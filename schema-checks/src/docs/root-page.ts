import { type GraphQLField, type GraphQLObjectType, getNamedType, isAbstractType } from 'graphql';
import { type Atlas, namedLink, roots, rootType, typeLink } from './atlas.ts';
import { defaultOf, deprecation, tagWords, valuesTable, words } from './elements.ts';
import { anchorsOf, fenced, page, prose, table } from './markdown.ts';

export interface Page {
  /** Below the folder of all pages. */
  path: string;
  text: string;
}

/** A page each for queries, mutations and subscriptions. */
export const rootPages = (atlas: Atlas): Page[] =>
  roots.flatMap(({ kind, page: path, title }) => {
    const type = rootType(atlas.api, kind);
    return type ? [{ path, text: rootPage(atlas, type, path, title) }] : [];
  });

function rootPage(atlas: Atlas, type: GraphQLObjectType, path: string, title: string): string {
  const fields = Object.values(type.getFields()).sort((one, other) => (one.name < other.name ? -1 : 1));
  const anchors = anchorsOf([title, ...fields.map(({ name }) => name)]).slice(1);
  const joined = atlas.ownership.get(type.name)?.fields;
  const contents = atlas.subgraphs.map((subgraph) => [
    subgraph,
    fields
      .flatMap(({ name }, index) => (joined?.get(name)?.resolvedBy.includes(subgraph) ? [`[${name}](#${anchors[index]})`] : []))
      .join(', '),
  ]);
  return page(
    title,
    prose(type.description),
    table(
      ['subgraph', 'fields'],
      contents.filter(([, links]) => links !== ''),
    ),
    ...fields.map((field) => {
      const { resolvedBy = [], tags = [] } = joined?.get(field.name) ?? {};
      return [
        `## ${field.name}`,
        prose(field.description),
        deprecation(field.deprecationReason),
        fenced('graphql', signature(field)),
        words(`Gives ${given(atlas, path, field)}, resolved by ${resolvedBy.join(', ') || 'nobody'}.`, tagWords(tags)),
        valuesTable(atlas, path, 'argument', field.args),
      ]
        .filter((block) => block !== '')
        .join('\n\n');
    }),
  );
}

const signature = (field: GraphQLField<unknown, unknown>): string => {
  const args = field.args.map((arg) => `${arg.name}: ${String(arg.type)}${defaultOf(arg) && ` = ${defaultOf(arg)}`}`);
  const whole = `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${String(field.type)}`;
  return whole.length <= 80 ? whole : `${field.name}(\n${args.map((arg) => `  ${arg}`).join('\n')}\n): ${String(field.type)}`;
};

/** The type; of a union or an interface also what it may be, since a client writes a fragment for each. */
function given(atlas: Atlas, path: string, field: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(field.type);
  const link = typeLink(atlas, path, field.type);
  if (!isAbstractType(named)) return link;
  const members = atlas.api.getPossibleTypes(named).map(({ name }) => namedLink(atlas, path, name));
  return `${link} (${members.join(', ')})`;
}
