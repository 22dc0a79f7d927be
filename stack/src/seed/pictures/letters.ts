import { line, short } from './paint.ts';

/** Letters as strokes on a grid of 4 x 6, since a picture may use no font: points of two digits, from left and from above. */
const strokes: Readonly<Record<string, string>> = {
  A: '062046 1434',
  B: '0006 003041423303 3344453606',
  C: '4130100105163645',
  D: '0006 003041453606',
  E: '40000646 0333',
  F: '400006 0333',
  G: '413010010516364543 4323',
  H: '0006 4046 0343',
  I: '2026',
  J: '4045361605',
  K: '0006 4003 0346',
  L: '000646',
  M: '0600234046',
  N: '06004640',
  O: '103041453616050110',
  P: '06003041423303',
  Q: '103041453616050110 2446',
  R: '06003041423303 2346',
  S: '413010010213334445361605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016233640',
  X: '0046 4006',
  Y: '002340 2326',
  Z: '00400646',
  0: '103041453616050110',
  1: '112026',
  2: '01103041420646',
  3: '01103041423313 334445361605',
  4: '300444 3036',
  5: '400003334445361605',
  6: '4130100105163645443303',
  7: '004016',
  8: '103041423313020110 1304051636454433',
  9: '433313020110304145361605',
  '.': '2526',
  ',': '2517',
  '-': '1333',
  '%': '4006 0111 3545',
  '&': '46011031120405163643',
};

const strokesOf = (letter: string): string[] => (strokes[letter] ?? '').split(' ').filter((points) => points.length >= 4);

/** Words in capitals, the middle of their foot at x and y; `turn` turns them about it. */
export function words(text: string, x: number, y: number, height: number, colour: string, turn = 0): string {
  const unit = height / 6;
  const step = unit * 5.7;
  const letters = Array.from(text.toUpperCase());
  const left = x - (letters.length * step - unit * 1.7) / 2;
  const d = letters.flatMap((letter, index) => strokesOf(letter).map((points) => strokeOf(points, left + index * step, y - height, unit)));
  const more = `stroke-linejoin="round"${turn === 0 ? '' : ` transform="rotate(${turn} ${x} ${y})"`}`;
  return d.length === 0 ? '' : line(d.join(''), colour, short(Math.max(0.9, height * 0.13)), more);
}

const strokeOf = (points: string, x: number, y: number, unit: number): string =>
  (points.match(/\d\d/g) ?? [])
    .map((pair, index) => `${index === 0 ? 'M' : 'L'}${short(x + Number(pair[0]) * unit)} ${short(y + Number(pair[1]) * unit)}`)
    .join('');
