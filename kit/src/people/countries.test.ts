import { describe, expect, it } from 'vitest';
import { allCountries, findCountry } from './countries.ts';
import { readPostalCode } from './postal-code.ts';

const postalCode = (code: string, given: string) => {
  const country = findCountry(code);
  if (!country) throw new Error(`no country ${code}`);
  return readPostalCode(country, given);
};
const written = (code: string, given: string): string | null | undefined => {
  const reading = postalCode(code, given);
  return reading.kind === 'read' ? reading.value : undefined;
};

/** Cells of rows that a semicolon ends. */
const table = (text: string): string[][] => text.split(';').map((row) => row.split('|').map((cell) => cell.trim()));

describe('a postal code is kept as its country writes it', () => {
  it.each(
    table(`
      US | 94607-1234; US | 94607 1234 | 94607-1234; US | 946071234 | 94607-1234; US | 94607; CA | h3z2y7 | H3Z 2Y7;
      GB | SW1A1AA | SW1A 1AA; GB | gir0aa | GIR 0AA; IE | d02x285 | D02 X285; JP | 〒１００－０００１ | 100-0001; JP | 1000001 | 100-0001;
      BR | 01310100 | 01310-100; PT | 1000 001 | 1000-001; NL | 1012ab | 1012 AB; SE | 12345 | 123 45; SE | SE-123 45 | 123 45;
      PL | 00001 | 00-001; CZ | 11000 | 110 00; DE | D-10115 | 10115; CH | CH-8000 | 8000; IT | I-20121 | 20121;
      FR | F-75001 | 75001; AT | A 1010 | 1010; LV | 1050 | LV-1050; MD | 2001; LT | LT-01234 | 01234; AD | 500 | AD500; SI | 1000;
      IR | ۱۱۹۳۶-۱۲۳۴۵ | 11936-12345; SA | ١١٥٦٤ | 11564; IN | ११००३४ | 110034; GR | 10431 | 104 31; SK | 81101 | 811 01; AU | 2000;
      NZ | 6011; DK | 1050; NO | 0150; FI | 00100; BE | 1000; LU | 1009; ES | 08001; HU | 1051; RO | 010011; BG | 1000; HR | 10000;
      RS | 11000; UA | 01001; RU | 101000; TR | 34110; IL | 9614303; KR | 03051; CN | 100000; TW | 100; SG | 048581; MY | 50000;
      TH | 10200; VN | 100000; ID | 10110; PH | 1000; PK | 44000; BD | 1000; LK | 00100; ZA | 8001; EG | 11511; MA | 10000;
      TN | 1000; KE | 00100; NG | 100001; MX | 06000; AR | c1425abc | C1425ABC; CL | 8320000; CO | 110111; PE | 15001; UY | 11000;
      XK | 10000; IS | 101; EE | 10111; CY | 1010; MT | vlt1117 | VLT 1117; PR | 00901; GG | gy11aa | GY1 1AA`),
  )('%s %s', (code, given, kept = given) => expect(written(code ?? '', given ?? '')).toBe(kept));

  it('and its own example, for every country that has one', () => {
    const countries = [...allCountries().values()].filter(({ postal }) => postal !== 'NONE');
    expect(countries.length).toBeGreaterThan(150);
    for (const { code, example = '' } of countries) {
      const kept = written(code, example);
      expect(kept, code).toBeTruthy();
      expect(written(code, kept ?? ''), code).toBe(kept);
      expect(written(code, ` ${(kept ?? '').toLowerCase().replaceAll(/[ -]/g, '\u00a0')}\u200b `), code).toBe(kept);
    }
  });
});

it.each([
  ['US', '2139'],
  ['US', 'SW1A 1AA'],
  ['GB', '94607'],
  ['DE', '1011'],
  ['CA', 'H3Z'],
  ['JP', '100'],
  ['BR', '123'],
  ['XK', '90000'],
  ['US', '9'.repeat(30)],
])('%s has no postal code %s, and the refusal shows one', (code, given) =>
  expect(postalCode(code, given)).toMatchObject({ kind: 'refused', message: expect.stringMatching(`one of ${code}, such as`) }),
);

it.each(['HK', 'QA', 'AE', 'AO', 'BS', 'BW', 'CW', 'FJ', 'GH', 'JM', 'MO', 'PA', 'RW', 'TV', 'UG', 'ZW'])(
  'in %s there are none, and what a form sends all the same is left out',
  (code) => {
    for (const given of ['', '00000', 'N/A', '999077']) expect(written(code, given)).toBeNull();
  },
);

it('countries are those of the standard and those that carriers know beside it', () => {
  expect(allCountries().size).toBeGreaterThanOrEqual(251);
  for (const code of ['US', 'us', ' De ', 'XK', 'AX', 'TA', 'SS']) expect(findCountry(code)?.code).toBe(code.trim().toUpperCase());
  expect(findCountry('UK')?.code).toBe('GB');
  for (const code of ['', 'XX', 'ZZ', 'USA', 'Germany', '1', '\0', 'x'.repeat(10_000)]) expect(findCountry(code)).toBeUndefined();
});

it('no region has the code of another one in its country, and no country has more than a form can list', () => {
  for (const { code, regions = [] } of allCountries().values()) {
    expect(new Set(regions.map((region) => region.code)).size, code).toBe(regions.length);
    expect(regions.length, code).toBeLessThanOrEqual(300);
  }
});
