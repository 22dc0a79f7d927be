import type { Database } from '@cartograph/kit/db';
import type { Work } from '@cartograph/kit/work';
import { claimCart } from '#cart/cart-store';
import type { Cart } from '#cart/rules/cart';
import type { Newborn } from '#placing/drive';
import type { GivingUp } from '#placing/give-up-challenge';
import { insertPlacements, type NewPlacement } from '#placing/placement-store';
import type { Buyer } from '#placing/rules/buyer';
import { cartPatienceMs, freeCart } from '#placing/supersede-challenge';

export interface CartDependencies extends Omit<GivingUp, 'work'> {
  db: Database;
  work: Work<Newborn>;
}

type Intent = 'inserted' | 'known' | 'conflict';

/** Waits for what earlier placements of the cart held to be let go, for as long as `claimCart` demands it. */
export async function insertWithCart(deps: CartDependencies, fresh: NewPlacement, cart: Cart, buyer: Buyer): Promise<Intent> {
  const deadline = Date.now() + cartPatienceMs;
  for (let last = false; ; ) {
    const intent = await claimAndInsert(deps, fresh, cart);
    if (intent !== 'conflict' || last) return intent;
    const found = await freeCart(deps, cart.id, buyer, deadline);
    if (found === 'taken') return 'conflict';
    last = found === 'was free' || Date.now() >= deadline;
  }
}

/** The intent and the claim of the cart at the version that was read, in one transaction: both or none. */
async function claimAndInsert({ db, work }: CartDependencies, fresh: NewPlacement, cart: Cart): Promise<Intent> {
  class Conflict extends Error {}
  try {
    return await db.transaction(async (tx) => {
      const ids = await insertPlacements(tx, [fresh], work.worker, work.leaseMs);
      if (!ids.has(fresh.id)) return 'known';
      if (!(await claimCart(tx, cart.id, cart.version, fresh.id))) throw new Conflict();
      return 'inserted';
    });
  } catch (error) {
    if (error instanceof Conflict) return 'conflict';
    throw error;
  }
}
