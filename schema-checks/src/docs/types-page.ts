import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType, isUnionType } from 'graphql';
import { type Atlas, headingsOf, namedLink, typesPage, typesTitle } from './atlas.ts';
import { deprecation, fieldsTable, tagWords, valuesTable, words } from './elements.ts';
import { code, line, page, prose, table } from './markdown.ts';
import type { Page } from './root-page.ts';

/** A page of types for each subgraph that owns some, and one for those that several define alike. */
export const typesPages = (atlas: Atlas): Page[] =>
  [...atlas.groups].flatMap(([owner, group]) =>
    group.length === 0 ? [] : [{ path: typesPage(owner), text: typesPageOf(atlas, owner, group) }],
  );

function typesPageOf(atlas: Atlas, owner: string | undefined, group: readonly GraphQLNamedType[]): string {
  const from = typesPage(owner);
  const [, ...headings] = headingsOf(owner, group);
  return page(
    typesTitle(owner),
    owner === undefined
      ? 'Defined by several subgraphs alike, owned by none.'
      : `What ${owner} owns, and what others add to it: they are named where they resolve a field.`,
    ...headings.map(({ text, type }) => (type ? typeSection(atlas, from, owner, type) : `## ${text}`)),
  );
}

function typeSection(atlas: Atlas, from: string, owner: string | undefined, type: GraphQLNamedType): string {
  const { keys = [], subgraphs = [], tags = [] } = atlas.ownership.get(type.name) ?? {};
  const links = (types: readonly { name: string }[]): string =>
    types
      .map(({ name }) => name)
      .sort()
      .map((name) => namedLink(atlas, from, name))
      .join(', ');
  const facts = [
    keys.length > 0 ? `Entity by ${keys.map(code).join(', ')}.` : '',
    owner === undefined ? `Defined by ${subgraphs.join(', ')}.` : '',
    isObjectType(type) && type.getInterfaces().length > 0 ? `Implements ${links(type.getInterfaces())}.` : '',
    isInterfaceType(type) ? `Implemented by ${links(atlas.api.getPossibleTypes(type)) || 'nothing'}.` : '',
    isUnionType(type) ? `One of ${links(type.getTypes())}.` : '',
    isScalarType(type) && type.specifiedByURL ? `Specified by <${type.specifiedByURL}>.` : '',
    tagWords(tags),
  ];
  return [`### ${type.name}`, prose(type.description), words(...facts), elements(atlas, from, owner, type)]
    .filter((block) => block !== '')
    .join('\n\n');
}

function elements(atlas: Atlas, from: string, owner: string | undefined, type: GraphQLNamedType): string {
  if (isEnumType(type))
    return table(
      ['value', 'description'],
      type.getValues().map((value) => [code(value.name), words(line(value.description), deprecation(value.deprecationReason))]),
    );
  if (isInputObjectType(type)) return valuesTable(atlas, from, 'field', Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const { fields, subgraphs = [] } = atlas.ownership.get(type.name) ?? {};
  return fieldsTable(atlas, from, Object.values(type.getFields()), fields, owner === undefined ? subgraphs : [owner]);
}
