import { type Purchase, purchase } from '../support/place-order.ts';
import type { Dice } from './dice.ts';
import type { Buyer } from './ledger.ts';

const hot = ['MUG-CLASSIC', 'TEA-DARJEELING'];
/** One left, and sold out. */
const scarce = ['LAMP-BRASS', 'CHAIR-OAK'];

/** Mostly hot SKUs, so that orders meet; some purchases that the shop must refuse, each in its own room. */
export function drawPurchase(dice: Dice, key: string): { buyer: Buyer; purchase: Purchase } {
  const buyer = dice.pick(['ada', 'grace', 'guest', 'guest'] as const);
  const lines = Array.from({ length: dice.between(1, 3) }, () => ({
    sku: dice.pick(dice.chance(6) ? scarce : hot),
    quantity: dice.between(1, 4),
  }));
  return {
    buyer,
    purchase: purchase(key, lines, {
      token: drawToken(dice),
      ...(buyer === 'guest' ? { email: `buyer${dice.between(1, 9)}@example.org` } : {}),
      ...(dice.chance(25) ? { couponCodes: [dice.pick(['TAKE5', 'WELCOME10', 'LUCKY3', 'NO-SUCH-COUPON'])] } : {}),
      ...(buyer !== 'guest' && dice.chance(40) ? { redeemPoints: dice.between(1, 20) } : {}),
      ...(dice.chance(10) ? { waitMs: 0 } : {}),
    }),
  };
}

function drawToken(dice: Dice): string {
  const rolled = dice.roll() * 100;
  if (rolled < 7) return 'tok_declined';
  if (rolled < 9) return 'tok_insufficient_funds';
  if (rolled < 11) return 'tok_timeout';
  return rolled < 13 ? 'tok_unknown' : 'tok_ok';
}
