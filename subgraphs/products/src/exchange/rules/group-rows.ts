import type { ImportRow } from '#exchange/rules/row';
import { isSku, isSlug } from '#rules/keys';

/** Rows of one product. */
export interface RowGroup {
  /** The product they are of; undefined: a new one. */
  readonly productId: string | undefined;
  readonly rows: readonly IndexedRow[];
}

export interface IndexedRow {
  readonly index: number;
  readonly row: ImportRow;
}

interface Owners {
  readonly bySku: ReadonlyMap<string, string>;
  readonly bySlug: ReadonlyMap<string, string>;
}

/** A row that can be of no product. */
export interface Stray {
  readonly index: number;
  readonly field: string;
  readonly message: string;
}

/**
 * A SKU that is known leads to its product, then a slug that is known; rows with the same new slug are one new product, and a row with
 * neither is one by itself.
 */
export function groupRows(rows: readonly ImportRow[], { bySku, bySlug }: Owners): { groups: RowGroup[]; strays: Stray[] } {
  const groups = new Map<string, { productId: string | undefined; rows: IndexedRow[] }>();
  const strays: Stray[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const stray = strayOf(row, seen, bySku, bySlug);
    if (stray) strays.push({ index, ...stray });
    if (stray) continue;
    seen.add(row.sku);
    const productId = bySku.get(row.sku) ?? (row.slug === null ? undefined : bySlug.get(row.slug));
    const key = productId ?? (row.slug === null ? `row ${index}` : `slug ${row.slug}`);
    const group = groups.get(key) ?? { productId, rows: [] };
    group.rows.push({ index, row });
    groups.set(key, group);
  }
  return { groups: [...groups.values()], strays };
}

function strayOf(
  { sku, slug }: ImportRow,
  seen: ReadonlySet<string>,
  bySku: ReadonlyMap<string, string>,
  bySlug: ReadonlyMap<string, string>,
): Omit<Stray, 'index'> | undefined {
  if (!isSku(sku)) return { field: 'sku', message: 'sku must be 1 to 64 letters of A to Z, digits, dots, hyphens and underscores.' };
  if (seen.has(sku)) return { field: 'sku', message: `The SKU ${sku} stands in a row before.` };
  if (slug !== null && !isSlug(slug))
    return { field: 'slug', message: 'slug must be 1 to 100 lower-case letters of a to z and digits, with single hyphens between.' };
  const [has, led] = [bySku.get(sku), slug === null ? undefined : bySlug.get(slug)];
  if (has !== undefined && led !== undefined && has !== led)
    return { field: 'sku', message: `The SKU ${sku} is of another product than ${slug}.` };
  return undefined;
}
