import { jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { version } from '#columns/tables';
import type { AttributeDefinition } from '#rules/attribute';

export const productTypes = pgTable(
  'product_types',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    version: version(),
    attributes: jsonb().$type<readonly AttributeDefinition[]>().notNull().default([]),
  },
  (table) => [unique('product_types_code_unique').on(table.code)],
);
