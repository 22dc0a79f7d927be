import type { Queryable } from '@cartograph/kit/db';
import type { ProductType } from '#rules/attribute';

type Row = ProductType & Record<string, unknown>;

export const listProductTypes = (db: Queryable, limit: number): Promise<ProductType[]> =>
  db.query<Row>({
    name: 'product_types_by_name',
    text: 'select id, version, code, name, attributes from product_types order by name collate "und-x-icu", id limit $1::int',
    values: [limit],
  });

/** Products that are being written share the row of their type, and this waits for them: what they say by then is looked at. */
export async function lockProductTypes(tx: Queryable): Promise<ProductType[]> {
  await tx.query({ text: 'lock table product_types in share row exclusive mode' });
  return tx.query<Row>({
    name: 'product_types_to_edit',
    text: 'select id, version, code, name, attributes from product_types order by id for update',
  });
}

export async function upsertProductType(tx: Queryable, { id, version, code, name, attributes }: ProductType): Promise<void> {
  await tx.query({
    name: 'write_product_type',
    text: `insert into product_types (id, version, code, name, attributes) values ($1, $2, $3, $4, $5)
           on conflict (id) do update set version = excluded.version, code = excluded.code, name = excluded.name, attributes = excluded.attributes`,
    values: [id, version, code, name, JSON.stringify(attributes)],
  });
}

/** How many products of the type say one of these. */
export async function countSaying(
  tx: Queryable,
  typeId: string,
  said: readonly { code: string; values: readonly string[] | null }[],
): Promise<number> {
  const [row] = await tx.query<{ uses: number }>({
    name: 'products_saying',
    text: `select count(distinct p.id)::int as uses
           from products p join product_attributes a on a.product_id = p.id
           join jsonb_to_recordset($2) as s(code text, "values" jsonb) on s.code = a.code
           where p.product_type_id = $1
             and (jsonb_typeof(s."values") is distinct from 'array' or a."values" && array(select jsonb_array_elements_text(s."values")))`,
    values: [typeId, JSON.stringify(said)],
  });
  return row?.uses ?? 0;
}
