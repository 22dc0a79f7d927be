import type { Composition } from '../model.ts';
import type { Project } from '../project/config.ts';
import { surveyed } from './atlas.ts';
import { indexPage } from './index-page.ts';
import { mapPage } from './map-page.ts';
import { readTables } from './read-tables.ts';
import { type Page, rootPages } from './root-page.ts';
import { tablesPage } from './tables-page.ts';
import { typesPages } from './types-page.ts';

/** Every page of the reference, sorted by path. The same schema and migrations give the same bytes. */
export function docPages({ root, config }: Project, { api, supergraphSdl = '', snapshot }: Composition): Page[] {
  const names = snapshot.subgraphs.map(({ name }) => name).sort();
  const atlas = surveyed(api, supergraphSdl, names);
  const drawn = config.subgraphs.flatMap(({ name, tables }) => (tables === undefined ? [] : [{ name, tables }]));
  drawn.sort((one, other) => (one.name < other.name ? -1 : 1));
  return [
    indexPage(
      atlas,
      drawn.map(({ name }) => name),
    ),
    mapPage(atlas),
    ...rootPages(atlas),
    ...typesPages(atlas),
    ...drawn.map(({ name, tables }) => tablesPage(name, tables, readTables(root, tables))),
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
}
