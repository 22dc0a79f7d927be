import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** Where a payment that waits at the bank is given up. */
export const givingUp: readonly PlantedBug[] = [
  {
    name: 'given up here before it is closed there: the bank may be faster',
    file: 'src/placing/give-up-challenge.ts',
    text: "  if (payment.state !== 'DECLINED') return placement;",
    by: "  if (payment.state !== 'DECLINED') Object.assign(payment, { state: 'DECLINED', declineCode: 'CHALLENGE_CANCELLED' });",
    blamed: /told PaymentDeclined, which is not so|given up, although the bank was faster/,
  },
  {
    name: 'in payments: what the bank has accepted is closed as well',
    file: 'simulation/payments-room.ts',
    text: "    if (payment.state === 'CHALLENGED') Object.assign(payment, { state: 'DECLINED', closed: true });",
    by: "    if (payment.state === 'CHALLENGED' || payment.state === 'AUTHORIZED') Object.assign(payment, { state: 'DECLINED', closed: true });",
    blamed: /the payment is DECLINED|money held is true|a person is called/,
  },
  {
    name: 'the cart is free before its placement is given up',
    file: 'simulation/placement-statements.ts',
    text: "      if (cart?.version !== version || cart?.status !== 'open') return [];",
    by: "      if (cart?.version !== version || cart?.status === 'closed') return [];",
    blamed: /a cart is claimed while an earlier placement of it is pending|a cart became two orders/,
  },
  {
    name: 'the next placement is tried before what the last one held is let go',
    file: 'simulation/placement-statements.ts',
    text: '      if (undoing(id).some(({ decidedAt }) => (decidedAt ?? 0) > now() - 2_500)) return [];\n',
    by: '',
    blamed: /a cart is claimed before what an earlier placement held was let go/,
  },
  {
    name: 'whoever knows a cart gives up the payment of another buyer',
    file: 'src/placing/supersede-challenge.ts',
    text: '!(holder.facts.challenge && isSameBuyer(holder.request, buyer))',
    by: '!holder.facts.challenge',
    blamed: /close by worker \d+, which no buyer of it asked for/,
  },
  {
    name: 'payments at the bank are counted without a lock: two at once are one too many',
    file: 'src/placing/hold-store.ts',
    text: 'const found = counted && tooMany(counted, limits);',
    by: 'await new Promise((resolve) => setTimeout(resolve, 400));\n    const found = counted && tooMany(counted, limits);',
    blamed: /payments of .* wait at the bank at once/,
  },
  {
    name: 'the limit of payments at the bank is one more than it says',
    file: 'src/placing/hold-store.ts',
    text: 'ofBuyer >= perBuyer',
    by: 'ofBuyer > perBuyer',
    blamed: /3 payments of .* wait at the bank at once/,
  },
];
