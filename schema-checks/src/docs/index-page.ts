import { type Atlas, namedLink, roots, rootType, typesPage, typesTitle } from './atlas.ts';
import { mapPath } from './map-page.ts';
import { page, table } from './markdown.ts';
import type { Page } from './root-page.ts';
import { tablesPath } from './tables-page.ts';

const indexPath = 'README.md';

/** The way in: every page and every type. */
export function indexPage(atlas: Atlas, withTables: readonly string[]): Page {
  const rootRows = roots.flatMap(({ kind, page: path, title }) => {
    const count = Object.keys(rootType(atlas.api, kind)?.getFields() ?? {}).length;
    return count === 0 ? [] : [[`[${title}](${path})`, `${count}, with arguments and what they give`]];
  });
  const typeRows = [...atlas.groups].flatMap(([owner, group]) =>
    group.length === 0 ? [] : [[`[${typesTitle(owner)}](${typesPage(owner)})`, `${group.length}: objects, inputs, enums and the like`]],
  );
  const types = [...atlas.groups.values()]
    .flat()
    .map(({ name }) => name)
    .sort();
  return {
    path: indexPath,
    text: page(
      'API reference',
      'What clients of the supergraph can ask for, from its SDL, and the tables below it. Nothing that only subgraphs see is in it.',
      table(
        ['page', 'what'],
        [
          [`[Supergraph map](${mapPath})`, 'who owns which entity, and who adds what to it'],
          ...rootRows,
          ...typeRows,
          ...withTables.map((subgraph) => [`[Tables of ${subgraph}](${tablesPath(subgraph)})`, 'its database, drawn']),
        ],
      ),
      '## Every type',
      types.map((name) => namedLink(atlas, indexPath, name)).join(', '),
    ),
  };
}
