import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** In the simulated rooms: bugs that no code of orders can have. */
export const otherRooms: readonly PlantedBug[] = [
  {
    name: 'in inventory: compensation twice',
    file: 'simulation/inventory-room.ts',
    text: "    if (hold?.state === 'HELD') {",
    by: "    if (hold?.state === 'HELD' || hold?.state === 'RELEASED') {",
    blamed: /it does not add up/,
  },
  {
    name: 'in inventory: no tombstone',
    file: 'simulation/inventory-room.ts',
    text: "    if (!hold) holds.set(placementId, { state: 'RELEASED', lines: [], shortages: [], since: now() });\n",
    by: '',
    blamed: /the stock is (HELD|undefined)/,
  },
  {
    name: 'in pricing: a coupon is counted after it was given',
    file: 'simulation/pricing-room.ts',
    text: 'const refused = used + claims > couponLimit;',
    by: 'const refused = used > couponLimit;',
    blamed: /it does not add up: \d uses counted/,
  },
];
