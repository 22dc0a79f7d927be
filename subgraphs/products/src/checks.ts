import type { Check, RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';

const own: readonly Check[] = [
  {
    invariant: 7,
    name: 'pictures_nobody_shows_are_let_go',
    // By the time when the room was last at work: a shop that stands still lets nothing go.
    sql: `select 'picture ' || id || ' is shown by nothing since ' || touched_at as detail from media m
      where touched_at < (select coalesce(max(taken_until) - interval '1 hour', now()) from retention_turns) - interval '26 hours'
      and not exists (select from media_owners o where o.media_id = m.id) order by id limit 100`,
  },
  {
    invariant: 9,
    name: 'pictures_are_shown_by_what_is_there',
    sql: `select 'picture ' || media_id || ' is shown by ' || lower(owner_type) || ' ' || owner_id || ', which is not there' as detail
      from media_owners o where (owner_type = 'PRODUCT' and not exists (select from products p where p.id = o.owner_id))
      or (owner_type = 'VARIANT' and not exists (select from product_variants v where v.id = o.owner_id))
      or (owner_type = 'CATEGORY' and not exists (select from categories c where c.id = o.owner_id)) order by media_id limit 100`,
  },
];

/** The file that all others of a picture are made of (`src/media/files/folder.ts`). */
const pictureFiles = (after: string): string =>
  `select id, 'media/' || right(id::text, 2) || '/' || id || '/' || hash || case format when 'SVG' then '.svg' else '.webp' end as path
   from media where id > '${after}' order by id limit 2000`;

/** Constraints keep what this room promises of products (unique slugs and SKUs, known statuses). */
export const checks: RoomChecks = {
  own: [...own, sequenceCheck('products', 'id')],
  files: { invariant: 9, name: 'pictures_have_their_files', page: pictureFiles },
  readings: {},
};
