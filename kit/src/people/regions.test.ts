import { describe, expect, it } from 'vitest';
import { allCountries, findCountry } from './countries.ts';
import { readRegion } from './regions.ts';

const region = (code: string, given: string | null, postalCode: string | null = null) => {
  const country = findCountry(code);
  if (!country) throw new Error(`no country ${code}`);
  return readRegion(country, given, postalCode, 'address');
};
const kept = (...given: Parameters<typeof region>) => {
  const reading = region(...given);
  return reading.kind === 'read' ? reading.value : undefined;
};

/** Cells of rows that a semicolon ends. */
const table = (text: string): string[][] => text.split(';').map((row) => row.split('|').map((cell) => cell.trim()));

describe('a region is known however it is spelled', () => {
  it.each(
    table(`
      US | CA | CA; US | ca | CA; US | US-CA | CA; US | us-ca | CA; US | us ca | CA; US | California | CA; US | CALIFORNIA | CA;
      US | Calif. | CA; US | calif | CA; US | California\u200b | CA; US | ＣＡ | CA; US | C.A. | CA; US | State of California | CA;
      US | New York | NY; US | new\u00a0york | NY; US | N.Y. | NY; US | New York State | NY; US | N. Dak. | ND; US | W.Va. | WV;
      US | Washington | WA; US | Washington, D.C. | DC; US | District of Columbia | DC; US | Puerto Rico | PR; US | AE | AE;
      CA | Québec | QC; CA | Quebec | QC; CA | QUE\u0301BEC | QC; CA | Que. | QC; CA | Ont. | ON; CA | Nouvelle-Écosse | NS;
      DE | Bayern | BY; DE | Bavaria | BY; DE | NRW | NW; DE | Baden Wurttemberg | BW; DE | de-th | TH; AT | Wien | 9;
      CH | Genève | GE; CH | Genf | GE; CH | Canton of Zurich | ZH; IE | County Dublin | D; IE | Co. Cork | CO; IT | Milano | MI;
      ES | A Coruña | C; ES | Bizkaia | BI; ES | Vizcaya | BI; AU | N.S.W. | NSW; AU | Victoria | VIC; NZ | Auckland | AUK;
      JP | 東京都 | 13; JP | 東京 | 13; JP | Tokyo | 13; JP | tōkyō | 13; JP | 京都府 | 26; JP | 京都 | 26; JP | JP-27 | 27; CN | 北京 | BJ;
      CN | Beijing | BJ; CN | 广东省 | GD; TW | 臺北市 | TPE; TW | Taipei | TPE; KR | 서울특별시 | 11; KR | Seoul | 11; IN | Orissa | OD;
      IN | Odisha | OD; IN | महाराष्ट्र | MH; MX | CDMX | CMX; MX | Estado de México | MEX; MX | Jalisco | JAL; BR | São Paulo | SP;
      BR | sao paulo | SP; AR | Córdoba | X; RU | Москва | MOW; AE | Dubai | DU; AE | دبي | DU; TR | İstanbul | 34;
      HK | Kowloon | Kowloon; HK | 九龍 | Kowloon; GB | Scotland | SCT; GR | Attica | I; NL | Noord-Holland | NH; SE | Skåne | M;
      DE | Baden-Wuerttemberg | BW; DE | THUERINGEN | TH; AT | Oberoesterreich | 4; AT | NÖ | 3; AT | Noe | 3; CH | Zuerich | ZH;
      CH | Graubuenden | GR; SE | Skaane | M; US | N. Carolina | NC; US | W. Virginia | WV; US | Wash., D.C. | DC;
      US | Armed Forces Pacific | AP; AR | CABA | C; CO | Bogotá D.C. | DC; CL | Región Metropolitana | RM; ES | Gerona | GI;
      IT | Valle d'Aosta | AO; IN | New Delhi | DL; JP | Tōkyō-to | 13; MY | K.L. | 14; TH | กรุงเทพฯ | 10; UA | Kiev | 30; UA | Київ | 30;
      UA | Kyiv Oblast | 32; GB | N. Ireland | NIR`),
  )('%s %j is %s', (code, given, expected) => expect(kept(code ?? '', given ?? '')).toBe(expected));

  it('by every code and name that is listed, and by itself', () => {
    for (const { code, regions = [] } of allCountries().values())
      for (const one of regions)
        for (const spelling of [one.code, `${code}-${one.code}`, `${code}-${one.code}`.toLowerCase()])
          expect(kept(code, spelling)).toBe(one.code);
    const names = [...allCountries().values()]
      .filter(({ closed }) => closed)
      .flatMap(({ code, regions = [] }) => regions.map((one) => [code, one] as const));
    const wrong = names.filter(([code, one]) => kept(code, one.name) !== one.code && kept(code, one.native ?? '') !== one.code);
    expect(names.length).toBeGreaterThan(1_000);
    expect(wrong.map(([code, one]) => `${code} ${one.name}`)).toEqual([]);
  });
});

describe('a region that tax or delivery hangs on', () => {
  it('is told by the postal code when it was left out', () => {
    for (const [code, postalCode, expected] of table(`
      US | 94607 | CA; US | 10001 | NY; US | 06390 | NY; US | 73301 | TX; US | 83414 | WY; US | 00901 | PR;
      US | 09012 | AE; CA | H3Z 2Y7 | QC; CA | X0A 0H0 | NU; CA | X1A 1A1 | NT; AU | 2000 | NSW; JP | 100-0001 | 13; IT | 20121 | MI`))
      expect(kept(code ?? '', null, postalCode ?? ''), `${code} ${postalCode}`).toBe(expected);
  });

  it.each(['ZZ', 'Kalifornia', 'CAX', 'Bavaria', '1', '🌴'])('is refused when it is none: %s, with those that are', (given) =>
    expect(region('US', given, '94607')).toMatchObject({ kind: 'refused', allowed: expect.arrayContaining(['CA', 'NY', 'WA']) }),
  );

  it('is refused when it was left out and nothing tells it', () => {
    for (const [code, postalCode] of [
      ['US', null],
      ['US', '00000'],
      ['CA', null],
      ['JP', null],
    ] as const)
      expect(region(code, null, postalCode)).toMatchObject({ kind: 'refused', message: expect.stringContaining('is needed') });
  });

  it('is refused when the postal code says another one, where tax is at stake', () => {
    expect(region('US', 'Oregon', '94607')).toMatchObject({ kind: 'refused', allowed: ['CA'] });
    expect(region('CA', 'Alberta', 'H3Z 2Y7')).toMatchObject({ kind: 'refused', allowed: ['QC'] });
    expect(kept('US', 'Connecticut', '06510')).toBe('CT');
    expect(kept('JP', 'Osaka', '100-0001')).toBe('27');
  });
});

it('where people live without regions none is asked for, and one that nobody listed stays', () => {
  for (const code of ['DE', 'FR', 'GB', 'HK', 'QA', 'XK', 'SG']) expect(kept(code, null)).toBeNull();
  expect(kept('GB', 'Surrey')).toBe('Surrey');
  expect(region('DE', 'Atlantis')).toMatchObject({ kind: 'refused', allowed: expect.arrayContaining(['BY', 'BE']) });
});

it('a region of another level than addresses name is no mistake', () => {
  expect(kept('IT', 'Lombardia', '20121')).toBe('MI');
  expect(kept('ES', 'Cataluña', '08001')).toBe('B');
  expect(kept('AR', 'Patagonia')).toBeUndefined();
});
