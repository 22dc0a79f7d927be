import type { Queryable } from '@cartograph/kit/db';
import { type VariantRow, variantColumns, variantOf } from '#product-store';
import type { OptionChoice } from '#rules/option';
import type { ProductVariant } from '#rules/product';

export interface VariantPlace {
  readonly position: number;
  readonly id: string;
}

interface PageQuery {
  readonly productId: string;
  /** Only with all of these values. */
  readonly chosen: OptionChoice;
  readonly backward: boolean;
  readonly from: VariantPlace | undefined;
  readonly limit: number;
}

const ofProduct = 'v.product_id = $1::uuid and v.removed_at is null and ($2::jsonb is null or v.options @> $2)';

const asJson = (chosen: OptionChoice): string | null => (Object.keys(chosen).length === 0 ? null : JSON.stringify(chosen));

export async function findVariantPage(db: Queryable, { productId, chosen, backward, from, limit }: PageQuery) {
  const way = backward ? 'desc' : 'asc';
  const rows = await db.query<VariantRow & { position: number }>({
    name: `variants_page_${way}${from ? '_from' : ''}`,
    text: `select ${variantColumns}, v.position from product_variants v join products p on p.id = v.product_id
           where ${ofProduct} and ${from ? `(v.position, v.id) ${backward ? '<' : '>'} ($3::int, $4::uuid)` : '($3::int is null or $4::uuid is null)'}
           order by v.position ${way}, v.id ${way} limit $5::int`,
    values: [productId, asJson(chosen), from?.position ?? null, from?.id ?? null, limit],
  });
  return rows.map((row): ProductVariant & VariantPlace => ({ ...variantOf(row), position: row.position }));
}

export async function countVariants(db: Queryable, productId: string, chosen: OptionChoice): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'count_variants',
    text: `select count(*)::int as count from product_variants v where ${ofProduct}`,
    values: [productId, asJson(chosen)],
  });
  return row?.count ?? 0;
}

/** The one with exactly these values. */
export async function findVariantByOptions(db: Queryable, productId: string, chosen: OptionChoice): Promise<ProductVariant | null> {
  const rows = await db.query<VariantRow>({
    name: 'variant_by_options',
    text: `select ${variantColumns} from product_variants v join products p on p.id = v.product_id
           where v.product_id = $1 and v.removed_at is null and v.options = $2::jsonb`,
    values: [productId, JSON.stringify(chosen)],
  });
  return rows[0] ? variantOf(rows[0]) : null;
}
