import { tellStanding } from '@cartograph/kit/event-history-store';
import { uuidv7 } from '@cartograph/kit/ids';
import { numbered } from '@cartograph/kit/numbered-events';
import type { Standing } from '@cartograph/kit/room';
import { promotionChanged } from '#events';
import { countUntold } from '#promotion-store';
import { toldPromotion } from '#promotions/told-promotion';

const page = 200;

/** Promotions that nobody was told of, such as those that coupons of before became: told once, as the first that is told of them. */
export const standingPromotions: Standing = {
  supersedes: [],
  tell: (db) =>
    db.transaction(async (tx) => {
      const untold = await countUntold(tx, page);
      const events = untold.map((promotion) => ({
        ...numbered(promotionChanged.of(promotion.id, toldPromotion(promotion)), 1),
        id: uuidv7(),
      }));
      await tellStanding(tx, events);
      return { ids: events.map(({ id }) => id), last: untold.length < page ? null : 'more' };
    }),
};
