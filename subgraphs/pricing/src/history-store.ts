import type { RoomHistory } from '@cartograph/kit/room';

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What the room's own tables say of a promotion's events: what stands now. Prices are told as they stand (`prices/standing-prices.ts`). */
export const history: RoomHistory = {
  'pricing.promotion_changed': `(select jsonb_build_object('promotionId', p.id, 'code', p.code, 'name', p.name, 'active', p.active,
      'needsCoupon', p.needs_coupon, 'priority', p.priority, 'stacking', p.stacking, 'startsAt', ${instant('p.starts_at')},
      'endsAt', ${instant('p.ends_at')}, 'conditions', p.conditions, 'effect', p.effect) from promotions p where p.id = e.key)`,
};
