import type { RoomHistory } from '@cartograph/kit/room';

/** What orders' own tables say of its events, as `events.ts` declares them. */
export const history: RoomHistory = {
  'orders.order_placed': `(select jsonb_build_object('orderId', o.id, 'number', o.number, 'customerId', o.customer_id, 'email', o.email,
      'currency', o.currency, 'totalMinor', o.total_minor::text, 'lines', (
        select jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity, 'unitMinor', l.unit_minor::text,
                                            'totalMinor', l.total_minor::text) order by l.position)
        from order_lines l where l.order_id = o.id)) from orders o where o.id = e.key)`,
  'orders.order_cancelled': `(select jsonb_build_object('orderId', o.id, 'number', o.number, 'customerId', o.customer_id, 'reason', c.reason)
      from orders o join cancellations c on c.order_id = o.id where o.id = e.key)`,
  // The address that they had then is kept with the event alone.
  'orders.order_claimed': `(select null::jsonb where false)`,
};
