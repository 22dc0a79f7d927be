import type { DemoShop } from '../support/demo-shop.ts';
import { readApi } from './api.ts';
import { sendTo } from './ask.ts';
import { callerOf } from './callers.ts';
import type { World } from './matrix.ts';
import { makeCustomer, makeGuest, type Person } from './people.ts';
import { table } from './table.ts';

/** A shop with people in it, who have bought what they could; and what only staff may know of. */
export async function openWorld(shop: DemoShop): Promise<World> {
  const alma = await makeCustomer(shop, 'Alma');
  // Called like somebody else's key, which he therefore knows: an alias must not turn a name into one.
  const boris = await makeCustomer(shop, 'Boris', String(alma.things.customer));
  const gina = await makeGuest(shop, 'Gina');
  const gus = await makeGuest(shop, 'Gus');
  return {
    api: readApi(),
    table,
    send: sendTo(shop.url()),
    people: [{ ...alma, marks: alma.marks.filter((mark) => mark !== alma.things.customer) }, boris, gina, gus],
    targets: [alma, gina, await unpublished(shop)],
    callers: {
      guest: { role: 'guest' },
      stranger: callerOf('stranger', gus),
      another: callerOf('another', boris),
      staff: { role: 'staff', token: await shop.tokenOf('staff') },
      admin: { role: 'admin', token: await shop.tokenOf('admin') },
    },
  };
}

/** A product that is not published: nobody's, and nobody's to see but staff. */
async function unpublished(shop: DemoShop): Promise<Person> {
  const { products } = await shop.askFor<{ products: { edges: { node: { id: string; slug: string; variants: { sku: string }[] } }[] } }>(
    '{ products(filter: { status: [DRAFT] }) { edges { node { id slug variants { sku } } } } }',
    {},
    await shop.tokenOf('staff'),
  );
  const draft = products.edges[0]?.node;
  const sku = draft?.variants[0]?.sku;
  return { name: 'the shop', things: { draft: draft?.id, draftSlug: draft?.slug, draftSku: sku, draftSkus: [sku] }, marks: [] };
}
