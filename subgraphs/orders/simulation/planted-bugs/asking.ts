import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** Where a buyer asks and is answered. */
export const asking: readonly PlantedBug[] = [
  {
    name: 'no idempotency check: every request has a key of its own',
    file: 'src/placing/place-order.ts',
    text: 'const { idempotencyKey } = input;',
    by: 'const idempotencyKey = uuidv7();',
    blamed: /one key got two answers/,
  },
  {
    name: 'another request with a used key gets that key’s answer',
    file: 'src/placing/follow-placement.ts',
    text: "if (!isSame(known)) return refused([idempotencyConflict('order')]);",
    by: '',
    blamed: /gets the answer to another one/,
  },
  {
    name: 'answer before the decision is durable',
    file: 'src/placing/rules/outcome.ts',
    text: "    case 'confirmed':\n    case 'completed':\n      return { kind: 'placed'",
    by: "    case 'pending':\n    case 'confirmed':\n    case 'completed':\n      return { kind: 'placed'",
    blamed: /the buyer is told "placed" while the placement is pending/,
  },
  {
    name: 'a cart is ordered although it was not claimed',
    file: 'src/placing/insert-with-cart.ts',
    text: 'if (!(await claimCart(tx, cart.id, cart.version, fresh.id))) throw new Conflict();',
    by: 'await claimCart(tx, cart.id, cart.version, fresh.id);',
    blamed: /a cart became two orders|a cart is open, ordered or not: true/,
  },
];
