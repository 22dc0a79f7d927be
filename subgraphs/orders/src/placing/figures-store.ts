import type { AskedFigures } from '@cartograph/kit/room-figures';

/** Asked of the database, since other processes of the room drive placements too; behind the partial indexes of sweep and attention. */
export const openPlacements: AskedFigures = {
  text: `select (select count(*)::int from (select 1 from placements where state in ('pending', 'confirmed', 'aborting') limit 10000) open)
                  as open_placements,
                (select count(*)::int from (select id from placements where needs_attention
                                            union select order_id from cancellations where state = 'pending' and needs_attention
                                            limit 10000) flagged) as flagged_placements`,
  help: {
    open_placements: 'Placements that are not at their end; 10000 stands for as many or more.',
    flagged_placements: 'Placements and cancellations that wait for a person; 10000 stands for as many or more.',
  },
  ageMs: 5_000,
};
