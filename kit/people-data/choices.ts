// What no source says, and was chosen.

/** How states and provinces are shortened, and other names that no source has; dots and spaces do not matter. Old codes too. */
export const abbreviations: Record<string, Record<string, string[]>> = {
  AR: { C: ['CABA', 'Capital Federal'] },
  AT: { 1: ['Bgld'], 2: ['Ktn'], 3: ['NÖ'], 4: ['OÖ'], 5: ['Sbg'], 6: ['Stmk'], 8: ['Vbg'] },
  CL: { RM: ['Región Metropolitana'] },
  CO: { DC: ['Bogotá D.C.'] },
  US: {
    AA: ['Armed Forces Americas'],
    AE: ['Armed Forces Europe'],
    AL: ['Ala'],
    AP: ['Armed Forces Pacific'],
    AZ: ['Ariz'],
    AR: ['Ark'],
    CA: ['Calif', 'Cal'],
    CO: ['Colo'],
    CT: ['Conn'],
    DC: ['Washington DC', 'Wash DC', 'District of Columbia'],
    DE: ['Del'],
    FL: ['Fla'],
    IL: ['Ill'],
    IN: ['Ind'],
    KS: ['Kan', 'Kans'],
    MA: ['Mass'],
    MI: ['Mich'],
    MN: ['Minn'],
    MS: ['Miss'],
    MT: ['Mont'],
    NE: ['Neb', 'Nebr'],
    NV: ['Nev'],
    NM: ['N Mex', 'N Mexico'],
    NC: ['N Carolina'],
    ND: ['N Dak', 'N Dakota'],
    OK: ['Okla'],
    OR: ['Ore', 'Oreg'],
    PA: ['Penn', 'Penna'],
    SC: ['S Carolina'],
    SD: ['S Dak', 'S Dakota'],
    TN: ['Tenn'],
    TX: ['Tex'],
    WA: ['Wash'],
    WV: ['W Va', 'W Virginia'],
    WI: ['Wis', 'Wisc'],
    WY: ['Wyo'],
  },
  CA: {
    AB: ['Alta'],
    MB: ['Man'],
    NL: ['Nfld', 'NF', 'Newfoundland', 'Labrador'],
    ON: ['Ont'],
    PE: ['PEI'],
    QC: ['PQ', 'Que'],
    SK: ['Sask'],
    YT: ['Yukon Territory'],
  },
  AU: { QLD: ['Qld'], TAS: ['Tas'], VIC: ['Vic'] },
  CH: {
    BE: ['Berne'],
    BS: ['Bâle-Ville'],
    FR: ['Freiburg'],
    GE: ['Genf', 'Ginevra'],
    GR: ['Grisons', 'Grigioni'],
    LU: ['Lucerne'],
    NE: ['Neuenburg'],
    SG: ['St Gallen', 'Saint-Gall'],
    SO: ['Soleure'],
    TI: ['Tessin'],
    VD: ['Waadt'],
    VS: ['Wallis'],
  },
  DE: { NW: ['NRW'] },
  ES: { GI: ['Gerona'], L: ['Lérida'], OR: ['Orense'] },
  GB: { NIR: ['N Ireland'] },
  IN: { DH: ['Dadra and Nagar Haveli', 'Daman and Diu'], DL: ['New Delhi'], OD: ['Orissa'], PY: ['Pondicherry'], UK: ['Uttaranchal'] },
  IT: { AO: ["Valle d'Aosta"] },
  JP: { 13: ['Tokyo-to'], 26: ['Kyoto-fu'], 27: ['Osaka-fu'] },
  KR: { 43: ['충청북도'], 44: ['충청남도'], 45: ['전라북도'], 46: ['전라남도'], 47: ['경상북도'], 48: ['경상남도'] },
  MX: { CMX: ['CDMX', 'DF', 'Distrito Federal'] },
  MY: { 14: ['KL'] },
  RU: { CR: ['Crimea', 'Автономна Республіка Крим'], SEV: ['Sevastopol'] },
  TH: { 10: ['กรุงเทพฯ', 'Krung Thep'] },
  UA: { 30: ['Kiev', 'Киев'], 32: ['Kyiv Oblast'] },
};

/** Codes where the address data has a name. */
export const codes: Record<string, Record<string, string>> = {
  RU: { 'Автономна Республіка Крим': 'CR', Севастополь: 'SEV' },
  TW: { 金門縣: 'KIN', 連江縣: 'LIE' },
};

/** More names of another level than addresses name. */
export const widerToo: Record<string, string[]> = { ES: ['Cataluña', 'Euskadi', 'Islas Baleares', 'Islas Canarias'] };

/** Federal states that people know by heart, though their letters are sent without them. */
export const closedToo = new Set(['DE', 'AT', 'CH']);

/** More languages than the first of a country that its regions are called in. */
const more: Record<string, string[]> = {
  BE: ['fr', 'nl', 'de'],
  CA: ['fr'],
  CH: ['de', 'fr', 'it'],
  ES: ['ca', 'eu', 'gl'],
  FI: ['sv'],
  IE: ['ga'],
  IT: ['de'],
  LU: ['fr', 'de'],
  MY: ['en'],
  NZ: ['en'],
  ZA: ['af', 'zu'],
};

export const languagesOf = (country: string): string[] => [
  new Intl.Locale('und', { region: country }).maximize().language,
  ...(more[country] ?? []),
];

/** The four countries of the United Kingdom: the standard lists them beside two hundred councils. */
const kingdom = new Set(['ENG', 'SCT', 'WLS', 'NIR']);

/** The first level of the standard's list, unless it is a list of municipalities. */
export function topLevel<One extends { parent: string; part: string }>(country: string, all: readonly One[]): One[] {
  if (country === 'GB') return all.filter(({ part }) => kingdom.has(part));
  const top = all.filter(({ parent }) => parent === country);
  return top.length <= 60 ? top : [];
}

/** Where the address data allows a space that nobody writes. */
export const postalPatterns: Record<string, string> = { FR: '\\d{5}', BN: '[A-Z]{2}\\d{4}' };
