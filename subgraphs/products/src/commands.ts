import type { Database } from '@cartograph/kit/db';
import { type ExportRow, exportRows } from '#exchange/export-rows';
import { type ImportRowsCommand, importRows } from '#exchange/import-rows';
import type { RowResult } from '#exchange/rules/row';
import { type ImportCatalogueOutcome, importCatalogue } from '#import-catalogue';
import { type Drawing, importDrawings } from '#media/import-drawings';
import type { MediaDeps } from '#media/media-deps';
import type { Catalogue } from '#rules/catalogue';
import { takeVariantSnapshots, type VariantSnapshot } from '#take-variant-snapshots';

/** What trusted callers of the same process may ask of this room. */
export interface Commands {
  snapshotVariants(skus: readonly string[]): Promise<(VariantSnapshot | null)[]>;
  importCatalogue(catalogue: Catalogue): Promise<ImportCatalogueOutcome>;
  /** Pictures of our own drawing, for what has none; gives how many were new. */
  importDrawings(drawings: readonly Drawing[]): Promise<number>;
  importRows(command: ImportRowsCommand): Promise<RowResult[]>;
  exportRows(after: string, limit: number): Promise<ExportRow[]>;
}

export const commands = (db: Database, media: MediaDeps): Commands => ({
  snapshotVariants: (skus) => takeVariantSnapshots(db, skus),
  importCatalogue: (catalogue) => importCatalogue(db, catalogue),
  importDrawings: (drawings) => importDrawings(media, drawings),
  importRows: (command) => importRows(db, command),
  exportRows: (after, limit) => exportRows(db, after, limit),
});
