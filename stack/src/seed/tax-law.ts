/** How a tax office wants its tax rounded, and whether shipping is taxed: what a rate says beside its percentage. */
export interface TaxLaw {
  included: boolean;
  rounding: 'HALF_UP' | 'DOWN';
  roundedPer: 'LINE' | 'RATE';
  appliesToShipping: boolean;
  source: string;
}

const thirdDecimal = 'carried to the third decimal place, up when it is more than 4; by item or by invoice, as the seller elects';

/**
 * Sales tax: added, half a cent goes up; by item unless the state asks for the sum. The demo states delivery apart and taxes it in no state,
 * as it always has: whether a seller must differs by state and by how delivery is billed (docs/limitations.md). A shop that must says so at
 * its rate.
 */
const salesTax = (source: string, roundedPer: 'LINE' | 'RATE' = 'LINE'): TaxLaw => ({
  included: false,
  rounding: 'HALF_UP',
  roundedPer,
  appliesToShipping: false,
  source,
});

export const stateLaws = {
  CA: salesTax('18 CCR 1628: transport by carrier, stated separately, is not taxed; 18 CCR 1700: half a cent goes up'),
  NY: salesTax(`Tax Bulletin TB-ST-838 has when delivery is taxed; ${thirdDecimal}`),
  TX: salesTax('Tax Code 151.053, 151.007; Comptroller, "Sales Tax Collection": on the sum of an invoice, half a cent up', 'RATE'),
  WA: salesTax(`SSUTA 324: ${thirdDecimal}; WAC 458-20-110 has when delivery is taxed`),
  IL: salesTax(`86 Ill. Adm. Code 130.415 and Kean v. Wal-Mart (2009) have when delivery is taxed; ${thirdDecimal}`),
  MA: salesTax(`G.L. c. 64H, 1: transport stated separately is not taxed; c. 64I, 5: ${thirdDecimal}`),
  FL: salesTax(`Florida Statutes 212.12: ${thirdDecimal}; F.A.C. 12A-1.045 has when delivery is taxed`),
  CO: salesTax('Department of Revenue, Sales Tax Guide: delivery that is stated separately is not taxed'),
  OR: salesTax('Oregon has no sales tax'),
};

/** What no state of the shop taxes. */
export const unitedStates = salesTax('Groceries are exempt in the states that this shop sends to, their delivery with them');

/** Value added tax of the Union: prices include it, once a rate and invoice, transport is part of the taxable amount. */
const unionTax = (source: string): TaxLaw => ({
  included: true,
  rounding: 'HALF_UP',
  roundedPer: 'RATE',
  appliesToShipping: true,
  source: `${source}; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national`,
});

export const countryLaws = {
  DE: unionTax('UStG § 10, § 14 Abs. 4 Nr. 7 und 8; UStAE 3.10: Versand teilt das Schicksal der Lieferung'),
  FR: unionTax('CGI art. 267 I et annexe II art. 242 nonies A; CIBS art. L131-2: la moitié est comptabilisée pour une unité'),
  AT: unionTax('UStG 1994 § 4, § 11; § 11 Abs. 1 Z 3: nach Steuersätzen'),
  NL: unionTax('Wet OB 1968, art. 8; Uitvoeringsbesluit OB 1968, art. 5a: rekenkundig afronden'),
  BE: unionTax('BTW-Wetboek / Code de la TVA, art. 26'),
  IT: unionTax('D.P.R. 633/1972, art. 12, 13, 21'),
  ES: unionTax('Ley 37/1992, art. 78; Real Decreto 1619/2012, art. 6'),
  IE: unionTax('Value-Added Tax Consolidation Act 2010, s. 37, 66'),
  PT: unionTax('CIVA, art. 16, 36'),
  PL: unionTax('Ustawa o VAT, art. 29a, 106e'),
  GB: {
    included: true,
    rounding: 'HALF_UP',
    roundedPer: 'RATE',
    appliesToShipping: true,
    source:
      'VAT Notice 700, 17.6, and VATREC12020, 12030: retailers round up and down, half a penny up; Notice 700/24: postage follows goods',
  },
  JP: {
    included: true,
    rounding: 'DOWN',
    roundedPer: 'RATE',
    appliesToShipping: false,
    source: 'National Tax Agency, qualified invoice Q&A: once a rate and invoice, the seller chooses how; delivery is of the standard rate',
  },
  AU: {
    included: true,
    rounding: 'HALF_UP',
    roundedPer: 'RATE',
    appliesToShipping: true,
    source: 'A New Tax System (Goods and Services Tax) Act 1999, s. 9-90: the sum of an invoice, half a cent up; GSTR 2001/8: delivery',
  },
  CA: {
    included: false,
    rounding: 'HALF_UP',
    roundedPer: 'RATE',
    appliesToShipping: true,
    source: 'Excise Tax Act, s. 165.2: on the total of an invoice, half a cent up; s. 153, 138: delivery is part of the supply',
  },
} satisfies Record<string, TaxLaw>;
