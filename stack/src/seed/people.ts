import { uuidFromName } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';

export const demoPassword = 'cartograph-demo';

export interface Person {
  id: string;
  email: string;
  name: string;
  /** Accounts that the welcome prints; the others cannot sign in. */
  account?: 'customer' | 'staff' | 'admin';
  address: { line1: string; city: string; region: string | null; postalCode: string; country: string };
  currency: CurrencyCode;
  /** How often they come back: orders in ten weeks. */
  orders: number;
}

const currencyOf: Readonly<Record<string, CurrencyCode>> = { US: 'USD', DE: 'EUR', FR: 'EUR', GB: 'GBP', JP: 'JPY' };

/** name | street | city | region | postal code | country | orders */
const register = `
Ada Lovelace | 12 St James's Square | London | | SW1Y 4JH | GB | 14
Grace Hopper | 48 Lake Merritt Blvd | Oakland | CA | 94610 | US | 12
Marisol Vega | 2210 Valencia St | San Francisco | CA | 94110 | US | 11
Theo Lindqvist | 77 Court St | Brooklyn | NY | 11201 | US | 9
Priya Raman | 1501 Pike Pl | Seattle | WA | 98101 | US | 10
Dwayne Carter | 904 E 6th St | Austin | TX | 78702 | US | 8
Hannah Weiss | 33 Brattle St | Cambridge | MA | 02138 | US | 7
Luis Ortega | 1840 W 18th St | Chicago | IL | 60608 | US | 9
Noor Haddad | 615 SE Division St | Portland | OR | 97202 | US | 8
Caleb Brooks | 2901 Larimer St | Denver | CO | 80205 | US | 6
Imani Okafor | 720 Ponce de Leon Blvd | Coral Gables | FL | 33134 | US | 7
Wen Zhao | 418 Castro St | Mountain View | CA | 94041 | US | 9
Rosa Delgado | 55 W 26th St | New York | NY | 10010 | US | 8
Peter Nakamura | 3412 Fremont Ave N | Seattle | WA | 98103 | US | 6
June Abernathy | 1207 S Congress Ave | Austin | TX | 78704 | US | 5
Samir Patel | 240 Elm St | Somerville | MA | 02144 | US | 6
Clara Schmidt | Oranienstraße 25 | Berlin | | 10999 | DE | 10
Jonas Becker | Schanzenstraße 41 | Hamburg | | 20357 | DE | 8
Mira Hoffmann | Gärtnerplatz 3 | München | | 80469 | DE | 9
Emre Yilmaz | Venloer Straße 210 | Köln | | 50823 | DE | 7
Lena Fischer | Karl-Heine-Straße 59 | Leipzig | | 04229 | DE | 6
Anton Krause | Hauptstraße 101 | Freiburg | | 79104 | DE | 5
Camille Moreau | 14 rue des Martyrs | Paris | | 75009 | FR | 9
Hugo Lefèvre | 6 rue Mercière | Lyon | | 69002 | FR | 7
Inès Garnier | 28 cours Julien | Marseille | | 13006 | FR | 6
Yann Le Goff | 3 rue de Siam | Brest | | 29200 | FR | 4
Olivia Bennett | 19 Clifton Vale | Bristol | | BS8 4PT | GB | 9
Rhys Morgan | 8 Pontcanna St | Cardiff | | CF11 9HQ | GB | 6
Fiona MacLeod | 52 Victoria St | Edinburgh | | EH1 2JW | GB | 8
Amir Rahman | 140 Wilmslow Rd | Manchester | | M14 5LG | GB | 7
Beth Ashworth | 11 Division St | Sheffield | | S1 4GF | GB | 5
Yuki Tanaka | 2-14-5 Kichijoji Honcho | Musashino | 13 | 180-0004 | JP | 9
Haruto Sato | 1-8-3 Umeda | Osaka | 27 | 530-0001 | JP | 7
Aoi Kobayashi | 3-5-12 Tenjin | Fukuoka | 40 | 810-0001 | JP | 6
Ren Ito | 4-2-9 Odori | Sapporo | 01 | 060-0042 | JP | 5
Sakura Mori | 5-1-7 Nakagyo | Kyoto | 26 | 604-8101 | JP | 6
Staff Desk | 1 Embarcadero West | Oakland | CA | 94607 | US | 0
Admin Desk | 1 Embarcadero West | Oakland | CA | 94607 | US | 0
Margit Olsen | 88 Grand Ave | Oakland | CA | 94612 | US | 1
Felix Baumann | Sonnenallee 71 | Berlin | | 12045 | DE | 1
Eleanor Wright | 4 Bedford Row | London | | WC1R 4BS | GB | 1
`;

const accounts: Readonly<Record<string, { email: string; account: 'customer' | 'staff' | 'admin' }>> = {
  'Ada Lovelace': { email: 'ada@example.com', account: 'customer' },
  'Grace Hopper': { email: 'grace@example.com', account: 'customer' },
  'Staff Desk': { email: 'staff@example.com', account: 'staff' },
  'Admin Desk': { email: 'admin@example.com', account: 'admin' },
};

export const people: readonly Person[] = register
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', line1 = '', city = '', region = '', postalCode = '', country = '', orders = '0'] = line
      .split('|')
      .map((part) => part.trim());
    const mailbox = name
      .normalize('NFD')
      .toLowerCase()
      .replaceAll(/[^a-z ]/g, '')
      .replaceAll(' ', '.');
    const login = accounts[name] ?? { email: `${mailbox}@example.net` };
    return {
      id: uuidFromName(`customer ${login.email}`),
      ...login,
      name,
      address: { line1, city, region: region || null, postalCode, country },
      currency: currencyOf[country] ?? 'USD',
      orders: Number(orders),
    };
  });
