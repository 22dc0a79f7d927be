import type { Database } from '@cartograph/kit/db';
import { type ImportCatalogueOutcome, importCatalogue } from '#import-catalogue';
import type { Catalogue } from '#rules/catalogue';
import { takeVariantSnapshots, type VariantSnapshot } from '#take-variant-snapshots';

/** What trusted callers of the same process may ask of this room. */
export interface Commands {
  snapshotVariants(skus: readonly string[]): Promise<(VariantSnapshot | null)[]>;
  importCatalogue(catalogue: Catalogue): Promise<ImportCatalogueOutcome>;
}

export const commands = (db: Database): Commands => ({
  snapshotVariants: (skus) => takeVariantSnapshots(db, skus),
  importCatalogue: (catalogue) => importCatalogue(db, catalogue),
});
