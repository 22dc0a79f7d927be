import type { Database } from '@cartograph/kit/db';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { browseProducts } from '#browse-products';
import { importCatalogue } from '#import-catalogue';
import { fiveLanguages } from '#testing/five-languages';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase('products');
  await importCatalogue(db, fiveLanguages);
});

const found = async (search: string): Promise<string[]> =>
  (await browseProducts(db, { search, first: 100 }, false)).edges.map(({ node }) => node.slug);

/** What is typed, what comes first (or "none"), what else has to be found, and what must not be. */
type Wish = [typed: string, first: string, also?: string[], not?: string[]];

const table: Record<string, Wish[]> = {
  'accents, compositions, width and case do not matter, on either side': [
    ['cafe moulu', 'cafe-moulu'],
    ['CAFÉ', 'cafe-moulu'],
    ['cafe\u0301', 'cafe-moulu'],
    ['creme brulee', 'creme-brulee'],
    ['CRÈME BRÛLÉE', 'creme-brulee'],
    ['ÉCLAIRAGE', 'lampe-eclair'],
    ['jamon iberico', 'jamon-iberico'],
    ['JAMÓN', 'jamon-iberico'],
    ['pinguino', 'pinguino-peluche'],
    ['strassenkarte', 'karte-strasse'],
    ['STRAßENKARTE', 'karte-strasse'],
    ['STRASSENKARTE', 'karte-strasse'],
    ['schlusselbrett', 'haus-schluessel'],
    ['oeufs', 'oeuf-coque'],
    ['Œufs', 'oeuf-coque'],
    ['istanbul', 'istanbul-rug'],
    ['İSTANBUL', 'istanbul-rug'],
    ['ISTANBUL', 'istanbul-rug'],
    ['smorrebrod', 'smorrebrod'],
    ['lodz', 'lodz-poster'],
    ['pen set', 'fullwidth-pen'],
    ['ＭＵＧ', 'mug-classic-blue', ['mug-classic']],
    ['ΟΔΥΣΣΕΥΣ', 'odyssey-gr'],
    ['Οδυσσευς', 'odyssey-gr'],
    ['μελι', 'meli-gr'],
    ['ＩＳＴＡＮＢＵＬ', 'istanbul-rug'],
    ['静かな茶碗', 'siku-7'],
  ],
  'a word is found in its other forms, in whichever language it is': [
    ['notebooks', 'nb-bound'],
    ['cushions', 'cushion-linen'],
    ['lanterns', 'lantern-iron'],
    ['strawberries', 'berry-jam', [], ['jamon-iberico']],
    ['run shoe', 'run-shoe'],
    ['Küchenstühle', 'stuhl-kueche'],
    ['Kuechenstuhl', 'stuhl-kueche'],
    ['Wolldecken', 'decke-wolle'],
    ['Weinglas', 'glas-wein'],
    ['Stuhl', 'stuhl-kueche'],
    ['chapeaux de paille', 'chapeau-paille'],
    ['savons', 'savon-mars'],
    ['éclairages', 'lampe-eclair'],
    ['canción', 'cancion-cuna'],
    ['niño', 'manta-nino'],
    ['relojes', 'reloj-pared'],
    ['καφέδες', 'kafes-gr'],
    ['the brass lamps', 'lamp-brass'],
    ['knives', 'knife-chef'],
    ['chef knives', 'knife-chef'],
    ['shelf', 'shelves-oak'],
    ['oak shelf', 'shelves-oak'],
    ['shelves -oak', 'none'],
  ],
  'one letter wrong in any word of a title is forgiven when nothing else is found': [
    ['notbook', 'nb-bound', [], ['secret-notbok']],
    ['cushon', 'cushion-linen'],
    ['lanturn', 'lantern-iron'],
    ['candel', 'candle-beeswax'],
    ['pecale', 'sheets-percale'],
    ['sheat', 'sheets-percale'],
    ['notbooks', 'nb-bound'],
    ['lanturns', 'lantern-iron'],
    ['shooe', 'run-shoe'],
    ['dargeeling', 'tea-darjeeling'],
    ['darjeling', 'tea-darjeeling'],
    ['percal sheet', 'sheets-percale'],
    ['the bound notebok', 'nb-bound'],
    ['Kuchenstul', 'stuhl-kueche'],
    ['straßenkrate', 'karte-strasse'],
    ['chapaeu', 'chapeau-paille'],
    ['jamno', 'jamon-iberico'],
    ['Οδυσεύς', 'odyssey-gr'],
    ['istanbu', 'istanbul-rug'],
  ],
  'a SKU comes first, whole, begun, or with its parts put together otherwise': [
    ['MUG-CLASSIC', 'mug-classic', ['mug-classic-blue']],
    ['mug-classic-blue', 'mug-classic-blue', [], ['mug-classic']],
    ['mug classic blue', 'mug-classic-blue'],
    ['MUG_CLASSIC', 'mug-classic'],
    ['mugclassicblue', 'mug-classic-blue', [], ['mug-classic']],
    ['ＭＵＧ－ＣＬＡＳＳＩＣ', 'mug-classic'],
    ['LAMP.BRASS', 'lamp-brass'],
    ['chair–oak', 'chair-oak'],
    ['TEA-DAR', 'tea-darjeeling'],
    ['charger-12', 'charger-12v'],
    ['siku7', 'siku-7'],
  ],
  'a word that is only begun finds when nothing else does': [
    ['darj', 'tea-darjeeling'],
    ['beesw', 'candle-beeswax'],
    ['brass la', 'lamp-brass'],
    ['Straß', 'karte-strasse'],
  ],
  'signs are signs, quotes and minus are meant, and nonsense finds nothing': [
    ['%', 'none'],
    ['_', 'none'],
    ['%%%%', 'none'],
    ['lamp%', 'lamp-brass'],
    ['\\', 'none'],
    ["chef's knife", 'knife-chef'],
    ['chef’s knife', 'knife-chef'],
    ['"loose leaf"', 'tea-darjeeling'],
    ['"leaf loose"', 'none'],
    ['"bound notbook"', 'none'],
    ['mug -blue', 'mug-classic', [], ['mug-classic-blue']],
    ['mug -"classic in blue"', 'mug-classic', [], ['mug-classic-blue']],
    ['mgu', 'none'],
    ['zzzzzz', 'none'],
    ["' or 1=1 --", 'none'],
    ["'':* & !('", 'none'],
    ['12.5', 'charger-12v'],
    ['oak notebook', 'none'],
  ],
};

describe.each(Object.entries(table))('%s:', (_kind, wishes) => {
  test.each(wishes)('%j finds %s', async (typed, first, also = [], not = []) => {
    const slugs = await found(typed);
    expect(slugs[0] ?? 'none').toBe(first);
    expect(slugs).toEqual(expect.arrayContaining(also));
    expect(slugs.filter((slug) => not.includes(slug))).toEqual([]);
  });
});

test('the table has sixty searches and more', () => {
  expect(Object.values(table).flat().length).toBeGreaterThanOrEqual(60);
});

test('the longest search that is allowed is answered, whatever it is made of', async () => {
  for (const filler of [
    'a ',
    'notbok ',
    '"',
    '"a',
    '-',
    '-a',
    '- ',
    '–a',
    '－',
    'é',
    "'",
    'ｗ',
    '茶',
    'or ',
    'a or ',
    '\\',
    ':*',
    '﷽',
    'a-',
  ])
    expect(Array.isArray(await found(filler.repeat(200).slice(0, 200)))).toBe(true);
});
