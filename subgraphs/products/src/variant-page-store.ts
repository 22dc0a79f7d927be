import type { Queryable } from '@cartograph/kit/db';
import { type VariantRow, variantColumns, variantOf } from '#product-store';
import type { OptionChoice } from '#rules/option';
import type { ProductVariant } from '#rules/product';

export interface VariantPlace {
  readonly position: number;
  readonly id: string;
}

export interface PageQuery {
  /** Only with all of these values. */
  readonly chosen: OptionChoice;
  readonly backward: boolean;
  readonly from: VariantPlace | undefined;
  readonly limit: number;
}

const fits = 'v.removed_at is null and ($2::jsonb is null or v.options @> $2)';

const asJson = (chosen: OptionChoice): string | null => (Object.keys(chosen).length === 0 ? null : JSON.stringify(chosen));

/** A page of each product, by its id. */
export async function findVariantPages(db: Queryable, productIds: readonly string[], { chosen, backward, from, limit }: PageQuery) {
  const way = backward ? 'desc' : 'asc';
  const rows = await db.query<VariantRow & { position: number }>({
    name: `variants_page_${way}${from ? '_from' : ''}`,
    text: `select page.* from unnest($1::uuid[]) as asked(product_id) cross join lateral (
             select ${variantColumns}, v.position from product_variants v join products p on p.id = v.product_id
             where v.product_id = asked.product_id and ${fits}
               and ${from ? `(v.position, v.id) ${backward ? '<' : '>'} ($3::int, $4::uuid)` : '($3::int is null or $4::uuid is null)'}
             order by v.position ${way}, v.id ${way} limit $5::int) page
           order by page.position ${way}, page.id ${way}`,
    values: [productIds, asJson(chosen), from?.position ?? null, from?.id ?? null, limit],
  });
  const found = rows.map((row): ProductVariant & VariantPlace => ({ ...variantOf(row), position: row.position }));
  return Map.groupBy(found, ({ productId }) => productId);
}

/** By product id; those without any are left out. */
export async function countVariants(
  db: Queryable,
  productIds: readonly string[],
  chosen: OptionChoice,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ product_id: string; count: number }>({
    name: 'count_variants',
    text: `select v.product_id, count(*)::int as count from product_variants v
           where v.product_id = any($1::uuid[]) and ${fits} group by v.product_id`,
    values: [productIds, asJson(chosen)],
  });
  return new Map(rows.map(({ product_id, count }) => [product_id, count]));
}

/** The one with exactly these values of each product, by its id. */
export async function findVariantsByOptions(
  db: Queryable,
  productIds: readonly string[],
  chosen: OptionChoice,
): Promise<ReadonlyMap<string, ProductVariant>> {
  const rows = await db.query<VariantRow>({
    name: 'variant_by_options',
    text: `select ${variantColumns} from product_variants v join products p on p.id = v.product_id
           where v.product_id = any($1::uuid[]) and v.removed_at is null and v.options = $2::jsonb`,
    values: [productIds, JSON.stringify(chosen)],
  });
  return new Map(rows.map((row) => [row.product_id, variantOf(row)]));
}
