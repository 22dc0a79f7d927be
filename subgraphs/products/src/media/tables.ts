import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

/** Pictures as they are kept; their bytes lie in files beside the database. */
export const media = pgTable(
  'media',
  {
    id: uuid().primaryKey(),
    hash: text().notNull(),
    format: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    bytes: bigint({ mode: 'bigint' }).notNull(),
    alt: text(),
    altTranslations: jsonb('alt_translations').notNull().default({}),
    focalX: doublePrecision('focal_x'),
    focalY: doublePrecision('focal_y'),
    /** Where it was fetched from: the same address again is the same picture. */
    sourceUrl: text('source_url'),
    /** Since when nobody may have had it: made, or let go of. */
    touchedAt: timestamp('touched_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('media_source_url_unique').on(table.sourceUrl),
    check('media_hash_shape', sql`hash ~ '^[0-9a-f]{32}$'`),
    check('media_format_known', sql`format in ('WEBP', 'SVG')`),
    check('media_size_present', sql`width between 1 and 20000 and height between 1 and 20000 and bytes > 0`),
    check('media_alt_length', sql`length(alt) <= 500`),
    check('media_focus_inside', sql`focal_x between 0 and 1 and focal_y between 0 and 1`),
  ],
);

/** What shows a picture, and in which order: a product, a variant, a category and so on. What shows none has no row. */
export const mediaOwners = pgTable(
  'media_owners',
  {
    ownerType: text('owner_type').notNull(),
    ownerId: uuid('owner_id').notNull(),
    mediaId: uuid('media_id')
      .notNull()
      .references(() => media.id),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: 'media_owners_pkey', columns: [table.ownerType, table.ownerId, table.mediaId] }),
    check('media_owners_type_known', sql`owner_type in ('PRODUCT', 'VARIANT', 'CATEGORY', 'COLLECTION', 'OPTION_VALUE')`),
    index('media_owners_of_media').on(table.mediaId),
  ],
);

/** Addresses that take one picture each, once. A picture that came has the id of its upload, and the upload is gone. */
export const mediaUploads = pgTable('media_uploads', {
  id: uuid().primaryKey(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  begunAt: timestamp('begun_at', { withTimezone: true }),
});

/** Pictures that are gone, whose files go an hour later: a backup that has the row has the files. */
export const mediaGone = pgTable('media_gone', {
  id: uuid().primaryKey(),
  goneAt: timestamp('gone_at', { withTimezone: true }).notNull().defaultNow(),
});
