import type { Dice } from '../crash/dice.ts';
import type { Basket } from './work-out.ts';

/** A place that a parcel may go to: as a buyer writes it, and the region that is meant. */
export interface Place {
  country: string;
  /** As it may be spelled, null: left to the postal code; [] where nobody asks. */
  spelled: (string | null)[];
  region: string;
  city: string;
  postalCode: string;
}

const place = (country: string, region: string, spelled: (string | null)[], city: string, postalCode: string): Place => ({
  country,
  region,
  spelled,
  city,
  postalCode,
});

/** Seventeen countries, fifteen that tax: regions by code, by ISO 3166-2, by name, in any case, or left to the postal code. */
export const places: readonly Place[] = [
  place('US', 'CA', ['CA', 'ca', 'US-CA', 'California', ' california ', null], 'Oakland', '94607'),
  place('US', 'NY', ['NY', 'us-ny', 'New York', 'NEW  YORK', null], 'Brooklyn', '11201'),
  place('US', 'TX', ['TX', 'Texas', null], 'Austin', '78702'),
  place('US', 'WA', ['WA', 'US-WA', 'washington', null], 'Seattle', '98101-1234'),
  place('US', 'IL', ['il', 'Illinois'], 'Chicago', '60608'),
  place('US', 'MA', ['MA', 'Massachusetts', null], 'Cambridge', '02138'),
  place('US', 'FL', ['FL', 'florida'], 'Coral Gables', '33134'),
  place('US', 'CO', ['CO', 'Colorado', null], 'Denver', '80205'),
  place('US', 'OR', ['OR', 'Oregon'], 'Portland', '97202'),
  place('US', 'NV', ['NV', 'Nevada', null], 'Reno', '89501'),
  place('CA', 'ON', ['ON', 'CA-ON', 'Ontario'], 'Toronto', 'm5v2t6'),
  place('CA', 'NS', ['NS', 'Nova Scotia'], 'Halifax', 'B3H 1X5'),
  place('CA', 'BC', ['BC', 'British Columbia'], 'Vancouver', 'V5K 0A1'),
  place('AU', 'NSW', ['NSW', 'New South Wales'], 'Sydney', '2000'),
  place('DE', '', [], 'Berlin', '10999'),
  place('FR', '', [], 'Lyon', '69002'),
  place('AT', '', [], 'Wien', '1010'),
  place('NL', '', [], 'Utrecht', '3511aa'),
  place('BE', '', [], 'Gent', '9000'),
  place('IT', '', [], 'Torino', '10121'),
  place('ES', '', [], 'Valencia', '46001'),
  place('IE', '', [], 'Dublin', 'D02 AF30'),
  place('PT', '', [], 'Porto', '4000-001'),
  place('PL', '', [], 'Gdańsk', '80-001'),
  place('GB', '', [], 'Bristol', 'bs84pt'),
  place('JP', '', [], 'Kyoto', '604-8101'),
  place('NO', '', [], 'Bergen', '5003'),
  place('CH', '', [], 'Basel', '4051'),
];

/** What a buyer sends, and what is meant by it. */
export interface Drawn {
  basket: Basket;
  place: Place | null;
  /** The region as it was spelled. */
  spelled: string | null;
  /** Signed in, with points to spend. */
  customer: boolean;
}

const currencies = ['USD', 'EUR', 'GBP', 'JPY'];
const codes = ['PERCENT', 'THIRD', 'FOODIE', 'BOOKISH', 'FIXED', 'TEATIME', 'ALLFREE', 'TAKE5', 'SUMMER20', 'no-such-code', ' percent '];

/** 1 to 8 lines of mixed goods, in one of four currencies, with up to three coupons and, of a customer, points. */
export function drawBasket(dice: Dice, skus: readonly string[]): Drawn {
  const lines = Array.from({ length: dice.between(1, dice.chance(20) ? 8 : 3) }, () => ({
    sku: dice.pick(skus),
    quantity: dice.chance(15) ? dice.between(10, 60) : dice.between(1, 5),
  }));
  const to = dice.chance(95) ? dice.pick(places) : null;
  const customer = dice.chance(45);
  return {
    basket: {
      currency: dice.pick(currencies),
      lines,
      to: to && { country: to.country, region: to.region },
      coupons: dice.chance(55) ? Array.from({ length: dice.between(1, 3) }, () => dice.pick(codes)) : [],
      points: customer && dice.chance(60) ? dice.between(0, dice.chance(20) ? 900_000 : 3_000) : 0,
    },
    place: to,
    spelled: to && to.spelled.length > 0 ? dice.pick(to.spelled) : null,
    customer,
  };
}
