import { type GraphQLNamedType, isObjectType } from 'graphql';
import { type Atlas, namedLink, roots, rootType } from './atlas.ts';
import { code, fenced, page, table } from './markdown.ts';
import type { Page } from './root-page.ts';

export const mapPath = 'map.md';

interface Entity {
  name: string;
  keys: readonly string[];
  owner: string | undefined;
  /** Subgraph to the fields that it adds, sorted. */
  added: ReadonlyMap<string, readonly { field: string; needs: string | undefined }[]>;
}

/** Who owns which entity, and who adds which fields to it, drawn and listed. */
export function mapPage(atlas: Atlas): Page {
  const entities = entitiesOf(atlas);
  const rows = entities.map(({ name, keys, owner, added }) => [
    namedLink(atlas, mapPath, name),
    keys.map(code).join(', '),
    owner ?? 'shared',
    [...added]
      .map(
        ([subgraph, fields]) =>
          `${subgraph}: ${fields.map(({ field, needs }) => `${code(field)}${needs === undefined ? '' : ` from ${code(needs)}`}`).join(', ')}`,
      )
      .join('<br>'),
  ]);
  return {
    path: mapPath,
    text: page(
      'Supergraph map',
      'A thick arrow leads from a subgraph to the entities that it owns, a thin one to entities of others that it adds fields to.',
      fenced('mermaid', diagram(atlas, entities)),
      '## Entities',
      table(['entity', 'key', 'owner', 'added by others'], rows),
      '## Subgraphs',
      table(
        ['subgraph', ...roots.map(({ title }) => title.toLowerCase()), 'types'],
        atlas.subgraphs.map((name) => subgraphRow(atlas, name)),
      ),
    ),
  };
}

/** Entities that clients can see, by name. */
export function entitiesOf({ api, ownership }: Atlas): Entity[] {
  return Object.values(api.getTypeMap())
    .filter((type: GraphQLNamedType) => isObjectType(type))
    .flatMap((type) => {
      const { owner, keys = [], fields = new Map() } = ownership.get(type.name) ?? {};
      if (keys.length === 0) return [];
      const added = new Map<string, { field: string; needs: string | undefined }[]>();
      for (const field of Object.keys(type.getFields()).sort()) {
        const { resolvedBy = [], requires } = fields.get(field) ?? {};
        // What several resolve alike, nobody adds.
        if (owner === undefined ? resolvedBy.length > 1 : resolvedBy.includes(owner)) continue;
        for (const subgraph of resolvedBy) added.set(subgraph, [...(added.get(subgraph) ?? []), { field, needs: requires?.get(subgraph) }]);
      }
      return [{ name: type.name, keys, owner, added: new Map([...added].sort(([one], [other]) => (one < other ? -1 : 1))) }];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Plain nodes and quoted labels alone: no name of a subgraph or an entity can be a word of Mermaid's. */
function diagram({ subgraphs }: Atlas, entities: readonly Entity[]): string {
  const ids = new Map(subgraphs.map((name, index) => [name, `s${index + 1}`]));
  return [
    'flowchart LR',
    ...subgraphs.map((name) => `  ${ids.get(name)}(["${name}"])`),
    ...entities.flatMap(({ name, owner, added }, index) => [
      `  e${index + 1}["${name}"]`,
      ...(owner === undefined ? [] : [`  ${ids.get(owner)} ==> e${index + 1}`]),
      ...[...added].map(
        ([subgraph, fields]) => `  ${ids.get(subgraph)} -->|"${fields.map(({ field }) => field).join(', ')}"| e${index + 1}`,
      ),
    ]),
  ].join('\n');
}

function subgraphRow({ api, ownership, groups }: Atlas, name: string): string[] {
  const counts = roots.map(({ kind }) => {
    const type = rootType(api, kind);
    const joined = type ? ownership.get(type.name)?.fields : undefined;
    return Object.keys(type?.getFields() ?? {}).filter((field) => joined?.get(field)?.resolvedBy.includes(name)).length;
  });
  return [name, ...[...counts, groups.get(name)?.length ?? 0].map((count) => (count === 0 ? '' : String(count)))];
}
