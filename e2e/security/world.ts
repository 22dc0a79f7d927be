import type { DemoShop } from '../support/demo-shop.ts';
import { readApi } from './api.ts';
import { sendTo } from './ask.ts';
import { callerOf } from './callers.ts';
import type { World } from './matrix.ts';
import { makeCustomer, makeGuest } from './people.ts';
import { makeUnpublished } from './staffs-things.ts';
import { table } from './table.ts';

/** A shop with people in it, who have bought what they could; and what only staff may know of. */
export async function openWorld(shop: DemoShop): Promise<World> {
  const alma = await makeCustomer(shop, 'Alma');
  // Called like somebody else's key, which he therefore knows: an alias must not turn a name into one.
  const boris = await makeCustomer(shop, 'Boris', String(alma.things.customer));
  const gina = await makeGuest(shop, 'Gina');
  const gus = await makeGuest(shop, 'Gus');
  const staff = await shop.tokenOf('staff');
  const unpublished = await makeUnpublished(shop, staff);
  return {
    api: readApi(),
    table,
    send: sendTo(shop.url()),
    people: [{ ...alma, marks: alma.marks.filter((mark) => mark !== alma.things.customer) }, boris, gina, gus, unpublished],
    targets: [alma, gina, unpublished],
    callers: {
      guest: { role: 'guest' },
      stranger: callerOf('stranger', gus),
      another: callerOf('another', boris),
      staff: { role: 'staff', token: staff },
      admin: { role: 'admin', token: await shop.tokenOf('admin') },
    },
  };
}
