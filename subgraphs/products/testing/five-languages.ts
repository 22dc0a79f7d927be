import type { Catalogue, ProductImport } from '#rules/catalogue';
import { catalogue, product } from '#testing/shop';

type Line = [sku: string, title: string, description: string, variant?: string];

/** A shop that sells in English, German, French, Spanish and Greek side by side, with names from elsewhere, and says nowhere which is which. */
const lines: Line[] = [
  ['NB-BOUND', 'Bound Notebook', 'Two hundred pages, ruled, in linen covers.', 'A5'],
  ['CUSHION-LINEN', 'Linen Cushion', 'Filled with feathers from ducks.', 'Sand'],
  ['LANTERN-IRON', 'Iron Lantern', 'For candles, in the garden.'],
  ['CANDLE-BEESWAX', 'Beeswax Candle', 'Burns for forty hours.'],
  ['SHEETS-PERCALE', 'Percale Sheets', 'Cool cotton, woven tightly.', 'King'],
  ['TEA-DARJEELING', 'Darjeeling First Flush', 'Loose leaf, 250 g.'],
  ['MUG-CLASSIC', 'Classic Mug', 'Stoneware, glazed by hand.', 'White'],
  ['MUG-CLASSIC-BLUE', 'Blue Mug', 'The classic in blue.'],
  ['LAMP-BRASS', 'Brass Lamp', 'With a shade of glass.'],
  ['CHAIR-OAK', 'Oak Chair', 'Turned legs.'],
  ['KNIFE-CHEF', 'Chef’s Knife', 'For cutting everything.'],
  ['SHELVES-OAK', 'Oak Shelves', 'Three of them, for forty books.'],
  ['BERRY-JAM', 'Strawberry Jam', 'Cooked from ripe berries.'],
  ['RUN-SHOE', 'Running Shoes', 'For runners who run on roads.', '42'],
  ['CHARGER-12V', 'Charger 12.5 V', '100% copper_wire inside'],
  ['BRETT-EICHE', 'Schneidebrett aus Eiche', 'Für die Küche, geölt.'],
  ['STUHL-KUECHE', 'Küchenstuhl', 'Zwei Stühle passen übereinander.'],
  ['HAUS-SCHLUESSEL', 'Schlüsselbrett', 'Für die Schlüssel des Hauses.'],
  ['KARTE-STRASSE', 'Straßenkarte', 'Alle großen Straßen.'],
  ['DECKE-WOLLE', 'Wolldecke', 'Warme Decken aus Schurwolle.'],
  ['GLAS-WEIN', 'Weingläser', 'Sechs Gläser im Karton.'],
  ['CHAPEAU-PAILLE', 'Chapeau de paille', 'Des chapeaux légers pour l’été.'],
  ['CAFE-MOULU', 'Café moulu', 'Arabica, torréfié à la main.'],
  ['CREME-BRULEE', 'Crème brûlée', 'Un dessert prêt à brûler.'],
  ['OEUF-COQUE', 'Œufs à la coque', 'Six œufs frais.'],
  ['LAMPE-ECLAIR', 'Éclairage de chevet', 'Une lampe douce.'],
  ['SAVON-MARS', 'Savon de Marseille', 'Un savon pour toute la maison.'],
  ['CANCION-CUNA', 'Caja de música', 'Toca tres canciones de cuna.'],
  ['MANTA-NINO', 'Manta para niños', 'Una manta suave.'],
  ['JAMON-IBERICO', 'Jamón ibérico', 'Cortado a cuchillo.'],
  ['PINGUINO-PELUCHE', 'Pingüino de peluche', 'Para abrazar.'],
  ['RELOJ-PARED', 'Reloj de pared', 'Los relojes del abuelo.'],
  ['ODYSSEY-GR', 'Οδυσσεύς', 'Το βιβλίο του Ομήρου.'],
  ['KAFES-GR', 'Ελληνικός καφές', 'Καφέδες αλεσμένοι.'],
  ['MELI-GR', 'Θυμαρίσιο μέλι', 'Μέλι από την Κρήτη.'],
  ['ISTANBUL-RUG', 'İstanbul Halısı', 'A rug knotted in Istanbul.'],
  ['SMORREBROD', 'Smørrebrød Board', 'A board for sandwiches.'],
  ['LODZ-POSTER', 'Łódź Poster', 'A print of the city.'],
  ['FULLWIDTH-PEN', 'Ｐｅｎ Ｓｅｔ', 'Written in wide letters.'],
  ['QUARTER-CUP', '½ Cup Measure', 'For baking.'],
  ['SIKU-7', '静かな茶碗', '手作り。'],
];

const productOf = ([sku, title, description, variant]: Line): ProductImport => {
  const made = product(sku.toLowerCase(), { title, description });
  return { ...made, variants: made.variants.map((one) => ({ ...one, sku, title: variant ?? null })) };
};

export const fiveLanguages: Catalogue = catalogue(...lines.map(productOf), product('secret-notbok', { title: 'Notbok', status: 'DRAFT' }));
