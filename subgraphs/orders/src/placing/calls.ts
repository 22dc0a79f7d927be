import { failpoint } from '@cartograph/kit/failpoints';
import { type Batched, createBatcher } from '#placing/batcher';
import { stepFailures, stepSeconds } from '#placing/figures';
import type { CallName } from '#placing/rules/call-names';
import type { OrdersRemotes } from '#remotes/remotes';

type Verbs<Remote> = { [Verb in keyof Remote]: Remote[Verb] extends (list: (infer C)[]) => Promise<(infer O)[]> ? Batched<C, O> : never };

/** Every remote verb of the saga for one command at a time; concurrent ones leave as one list. Kept quotes and saved addresses are read by the list. */
export type Calls = { [Room in keyof OrdersRemotes]: Verbs<Omit<OrdersRemotes[Room], 'frozenQuotes' | 'addressesOf'>> };

/** A call with its failpoints `orders.<verb>.before_call` and `.after_call`. */
function batched<C, O>(verb: CallName, call: (commands: C[]) => Promise<O[]>, max = 64): Batched<C, O> {
  const send = createBatcher(call, { max });
  return async (command) => {
    failpoint(`orders.${verb}.before_call`);
    const from = performance.now();
    try {
      const outcome = await send(command);
      stepSeconds.took(verb, performance.now() - from);
      failpoint(`orders.${verb}.after_call`);
      return outcome;
    } catch (error) {
      stepFailures[verb] += 1;
      throw error;
    }
  };
}

export function createCalls({ products, inventory, pricing, customers, payments }: OrdersRemotes): Calls {
  return {
    products: { snapshotVariants: batched('snapshot_variants', (skus: string[]) => eachOnce(products.snapshotVariants, skus), 200) },
    inventory: {
      reserveStock: batched('reserve_stock', inventory.reserveStock),
      commitStock: batched('commit_stock', inventory.commitStock),
      releaseStock: batched('release_stock', inventory.releaseStock),
      returnStock: batched('return_stock', inventory.returnStock),
    },
    pricing: {
      freezeQuotes: batched('freeze_quote', pricing.freezeQuotes),
      confirmQuotes: batched('confirm_quote', pricing.confirmQuotes),
      cancelQuotes: batched('cancel_quote', pricing.cancelQuotes),
      returnCoupons: batched('return_coupons', pricing.returnCoupons),
    },
    customers: {
      groupsOf: batched('read_groups', (ids: string[]) => eachOnce(customers.groupsOf, ids), 200),
      holdPoints: batched('hold_points', customers.holdPoints),
      commitPoints: batched('commit_points', customers.commitPoints),
      releasePoints: batched('release_points', customers.releasePoints),
      reversePoints: batched('reverse_points', customers.reversePoints),
    },
    payments: {
      authorizePayments: batched('authorize_payment', payments.authorizePayments),
      capturePayments: batched('capture_payment', payments.capturePayments),
      voidPayments: batched('void_payment', payments.voidPayments),
      closeChallenges: batched('close_challenge', payments.closeChallenges),
      refundPayments: batched('refund_payment', payments.refundPayments),
    },
  };
}

/** Each SKU or customer once in a list, however many placements ask for it. */
async function eachOnce<Answer>(ask: (keys: string[]) => Promise<(Answer | null)[]>, keys: string[]): Promise<(Answer | null)[]> {
  const distinct = [...new Set(keys)];
  const answers = await ask(distinct);
  const byKey = new Map(distinct.map((key, index) => [key, answers[index] ?? null]));
  return keys.map((key) => byKey.get(key) ?? null);
}
