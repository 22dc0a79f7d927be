import type { DemoShop } from '../support/demo-shop.ts';
import { readApi } from './api.ts';
import { sendTo } from './ask.ts';
import { callerOf } from './callers.ts';
import type { World } from './matrix.ts';
import { makeCustomer, makeGuest, type Person } from './people.ts';
import { makeUnpublished, noteOf } from './staffs-things.ts';
import { table } from './table.ts';

/** A shop with people in it, who have bought what they could; and what only staff may know of. */
export async function openWorld(shop: DemoShop): Promise<World> {
  const alma = await makeCustomer(shop, 'Alma');
  // Called like somebody else's key, which he therefore knows: an alias must not turn a name into one.
  const boris = await makeCustomer(shop, 'Boris', String(alma.things.customer));
  const gina = await makeGuest(shop, 'Gina');
  const gus = await makeGuest(shop, 'Gus');
  const [staff, admin] = [await shop.tokenOf('staff'), await shop.tokenOf('admin')];
  const colleagues = [await accountOf(shop, 'staff', staff), await accountOf(shop, 'admin', admin)];
  const unpublished = await makeUnpublished(shop, staff);
  const api = readApi();
  const canNote = api.schema.getMutationType()?.getFields()['updateCustomer'] !== undefined;
  const noted: Person = { name: 'what is noted', things: {}, marks: canNote ? await noteOf(shop, alma.things.customer, staff) : [] };
  return {
    api,
    table,
    send: sendTo(shop.url()),
    people: [
      { ...alma, marks: alma.marks.filter((mark) => mark !== alma.things.customer) },
      boris,
      gina,
      gus,
      unpublished,
      noted,
      ...colleagues,
    ],
    targets: [alma, gina, unpublished],
    callers: {
      guest: { role: 'guest' },
      stranger: callerOf('stranger', gus),
      another: callerOf('another', boris),
      staff: { role: 'staff', person: 'staff', token: staff },
      admin: { role: 'admin', person: 'admin', token: admin },
    },
  };
}

async function accountOf(shop: DemoShop, name: string, token: string): Promise<Person> {
  const { me } = await shop.askFor<{ me: { id: string } }>('{ me { id } }', {}, token);
  return { name, token, things: { customer: me.id }, marks: [me.id, `${name}@example.com`] };
}
