import { uuidFromName } from '@cartograph/kit/ids';
import { itemOf } from './catalogue.ts';
import { people } from './people.ts';

const hour = 3_600_000;

/** Who left what behind, and how many hours ago. Guests have no name here. */
const left: readonly { email?: string; hours: number; lines: Readonly<Record<string, number>> }[] = [
  { email: 'grace@example.com', hours: 5, lines: { 'POT-TEA-09': 1, 'TEA-ASSAM-250': 2 } },
  { email: 'marisol.vega@example.net', hours: 27, lines: { 'TABLE-ROUND-110': 1, 'STOOL-BENT-BLUE': 4 } },
  { email: 'clara.schmidt@example.net', hours: 50, lines: { 'LAMP-FLOOR-OAK': 1 } },
  { email: 'camille.moreau@example.net', hours: 76, lines: { 'ROBE-WAFFLE-M': 1, 'SOAP-OLIVE-LAV': 3 } },
  { email: 'fiona.macleod@example.net', hours: 120, lines: { 'BLANKET-WOOL-MOSS': 1 } },
  { email: 'yuki.tanaka@example.net', hours: 200, lines: { 'KNIFE-CHEF-21': 1, 'BOARD-END-M': 1 } },
  { hours: 3, lines: { 'MUG-CLASSIC-INK': 2, 'COFFEE-HOUSE-FIL': 1 } },
  { hours: 31, lines: { 'HAMMOCK-CANVAS-NAVY': 1 } },
  { hours: 400, lines: { 'SEED-HERBS-BASIL': 2, 'POT-TERRA-20': 2, 'TROWEL-STEEL-NARROW': 1 } },
];

/** Carts that were filled and left. */
export const abandonedCarts = (now: Date) =>
  left.map(({ email, hours, lines }, index) => {
    const person = people.find((one) => one.email === email);
    return {
      id: uuidFromName(`abandoned cart ${index}`),
      customerId: person?.id ?? null,
      currency: person?.currency ?? ('USD' as const),
      updatedAt: new Date(now.getTime() - hours * hour),
      lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, title: itemOf(sku).fullTitle, quantity })),
    };
  });
