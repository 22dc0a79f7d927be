import type { Database } from '@cartograph/kit/db';
import type { Forgetting } from '@cartograph/kit/retention';
import type { Retention } from '@cartograph/kit/retention-config';
import { forgetRows } from '@cartograph/kit/retention-store';

const old = (column: string): string => `${column} < now() - $2 * interval '1 day'`;
const looked = 'id = any(array(select id from looked))';

/** Never a cart that is being placed: whoever claims one meanwhile keeps it, since the row is looked at again under its lock. */
const carts = (which: string): string => `gone as (delete from carts where ${looked} and ${old('updated_at')} and (${which}) returning 1)`;

/**
 * What a decision was made of, and where the parcel goes, which the order says. The row with its key, its hash, its outcome and what was
 * bought for how much stays for good: it answers whoever repeats the purchase.
 */
const evidence = `gone as (update placements
    set facts = (facts - '{heard,unheard,variants,challenge}'::text[]) || jsonb_build_object('trimmed', true)
          || case when facts ? 'quote' then jsonb_build_object('quote', (facts -> 'quote') - '{lines,taxes,discounts,shippingTaxes}'::text[])
                  else '{}' end,
        request = request - '{shippingAddress,billingAddress,returnUrl}'::text[]
    where ${looked} and state in ('completed', 'aborted') and ${old('finished_at')} and not needs_attention and not facts ? 'trimmed'
      and not exists (select from cancellations c where c.order_id = placements.id and c.state = 'pending') returning 1)`;

/** What orders forgets after its time. */
export function forgetOld(db: Database, { carts: cartDays, customerCarts, evidence: evidenceDays }: Retention): Forgetting[] {
  const kind = (name: string, table: string, days: number | undefined, parts: string): Forgetting[] =>
    days === undefined
      ? []
      : [{ kind: name, forget: forgetRows(db, { name, table, key: 'id', days, parts, ...(table === 'carts' && { timeless: true }) }) }];
  return [
    ...kind('carts', 'carts', cartDays, carts(`status in ('closed', 'merged') or status = 'open' and customer_id is null`)),
    ...kind('customer_carts', 'carts', customerCarts, carts(`status = 'open' and customer_id is not null`)),
    ...kind('evidence', 'placements', evidenceDays, evidence),
  ];
}
