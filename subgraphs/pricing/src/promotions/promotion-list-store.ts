import type { Queryable } from '@cartograph/kit/db';
import { type KeptPromotion, keptPromotion, type PromotionRow, promotionJson } from '#promotion-store';

export interface PromotionsWanted {
  /** In code or name; null: any. */
  readonly search: string | null;
  readonly active: boolean | null;
}

/** Where a page begins: the order is by priority, then code. */
export interface PromotionPlace {
  readonly priority: number;
  readonly code: string;
}

const wanted = `($1::text is null or p.code like $1 or p.name ilike $1) and ($2::boolean is null or p.active = $2)`;

/** Any text, found as it is. */
export const containing = (search: string | null): string | null =>
  search === null ? null : `%${search.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

export async function listPromotionRows(
  db: Queryable,
  { search, active }: PromotionsWanted,
  { limit, backward, place }: { limit: number; backward: boolean; place: PromotionPlace | undefined },
): Promise<KeptPromotion[]> {
  const [direction, beyond] = backward ? ['desc', '<'] : ['asc', '>'];
  const rows = await db.query<PromotionRow>({
    name: `pricing_promotions_${direction}`,
    text: `select ${promotionJson} as promotion, p.version from promotions p
      where ${wanted} and ($3::int is null or (p.priority, p.code) ${beyond} ($3, $4))
      order by p.priority ${direction}, p.code ${direction} limit $5`,
    values: [containing(search), active, place?.priority ?? null, place?.code ?? null, limit],
  });
  return rows.map(keptPromotion);
}

export async function countPromotions(db: Queryable, { search, active }: PromotionsWanted): Promise<number> {
  const [row] = await db.query<{ total: number }>({
    name: 'pricing_promotions_counted',
    text: `select count(*)::int as total from promotions p where ${wanted}`,
    values: [containing(search), active],
  });
  return row?.total ?? 0;
}
