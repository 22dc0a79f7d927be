import { sql } from 'drizzle-orm';
import { integer, text, timestamp } from 'drizzle-orm/pg-core';

/** Milliseconds, as JavaScript has them. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Counts the changes: what staff expect to change. */
export const version = () => integer().notNull().default(1);

export const seoColumns = () => ({ seoTitle: text('seo_title'), seoDescription: text('seo_description') });

export const slugShape = sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100`;

/** Of products, categories and collections alike. */
export type Named = 'PRODUCT' | 'CATEGORY' | 'COLLECTION';
