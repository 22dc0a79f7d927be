import { words } from './letters.ts';
import { type Draw, mark } from './look.ts';
import { box, dark, each, ink, light, line, oval, path, shine, short } from './paint.ts';

const leaf = (x: number, y: number, turn: number, scale: number, colour: string): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${path('M0 0C-26 -20 -26 -58 0 -82C26 -58 26 -20 0 0Z', colour)}${path('M0 0C26 -20 26 -58 0 -82Z', light(colour, 0.14), 'fill-opacity=".5"')}${line('M0 0V-76', light(colour, 0.4), 1.6, 'stroke-opacity=".7"')}</g>`;

export const pot: Draw = (paint, { colour: c, accent: green, size }) => {
  const scale = 0.66 + size * 0.34;
  const leaves: readonly (readonly [number, number, number, number, number])[] = [
    [196, 104, -6, 1, 0],
    [148, 138, -46, 0.95, 0.12],
    [256, 134, 44, 0.95, 0.1],
    [176, 170, -74, 0.8, 0.2],
    [226, 172, 70, 0.82, 0.18],
    [204, 150, 20, 0.8, 0.05],
    [186, 142, -24, 0.8, 0.08],
  ];
  const drawn = [
    paint.shadow(200, 96),
    line('M200 230C198 180 206 140 196 96M200 210C180 170 160 160 146 132M202 200C224 176 240 160 256 130', '#5b4a34', 5),
    leaves.map(([x, y, turn, s, t]) => leaf(x, y, turn, s, dark(green, t))).join(''),
    path('M128 232L146 318q4 14 54 15q50 -1 54 -15L272 232Z', paint.turned(c)),
    path('M116 206h168l-4 32q-80 14 -160 0Z', paint.turned(light(c, 0.08))),
    line('M118 207q82 12 164 0', light(c, 0.5), 2, 'stroke-opacity=".6"'),
    line('M120 240q80 14 160 0', dark(c, 0.4), 4, 'stroke-opacity=".5"'),
  ].join('');
  return `<g transform="translate(${short(200 - 200 * scale)} ${short(333 - 333 * scale)}) scale(${short(scale * 100) / 100})">${drawn}</g>`;
};

export const wateringCan: Draw = (paint, { colour: c }) => {
  const metal = paint.metal(c);
  return [
    paint.shadow(230, 104),
    path('M150 262C110 240 84 190 58 138L74 128C104 180 128 214 156 226Z', metal),
    path('M36 128L82 104L90 122L52 150Z', metal),
    each(3, (i) => oval(52 + i * 12, 124 - i * 6, 2, 2, dark(c, 0.6))),
    line('M306 190C366 170 366 300 304 296', dark(c, 0.4), 12) + line('M306 188C362 170 362 296 304 294', light(c, 0.3), 5),
    path('M148 180h164l10 142q-2 12 -92 13q-90 -1 -92 -13Z', metal),
    oval(230, 180, 82, 16, light(c, 0.3)),
    path(
      'M150 182a80 14 0 0 0 80 12v-12z',
      paint.across([
        [0, dark(c, 0.4)],
        [1, dark(c, 0.15)],
      ]),
    ),
    line('M176 176C176 110 286 110 286 176', dark(c, 0.35), 10) + line('M176 174C177 112 284 112 285 174', light(c, 0.35), 4),
    line('M143 250q88 16 174 0', dark(c, 0.35), 3),
  ].join('');
};

export const shears: Draw = (paint, { colour: c, kind }) => {
  const steel = paint.across([
    [0, '#8f9a9d'],
    [0.3, '#eef1f0'],
    [0.6, '#b6c0c2'],
    [1, '#7b868a'],
  ]);
  const handle = (d: string): string => line(d, dark(c, 0.4), 26) + line(d, c, 21) + line(d, light(c, 0.4), 5, 'stroke-opacity=".6"');
  const drawn = [
    handle('M186 210C150 250 120 290 104 344'),
    handle('M214 210C246 250 272 288 286 342'),
    path('M206 214C176 180 160 120 186 66C214 104 224 160 222 206Z', steel),
    path('M192 216C226 190 250 150 250 104C262 130 256 190 218 226Z', steel),
    line('M140 268Q200 250 256 262', '#6b767a', 3, 'stroke-dasharray="5 3"'),
    oval(205, 210, 14, 14, paint.metal('#b79a55')) + oval(205, 210, 4, 4, ink),
    shine('M190 96C180 130 186 160 198 190', 4, 0.7),
  ].join('');
  return `<g transform="${kind === 'L' ? 'translate(400 0) scale(-1 1) ' : ''}rotate(28 200 210)">${oval(
    216,
    232,
    120,
    116,
    paint.round([
      [0, ink, 0.16],
      [1, ink, 0],
    ]),
  )}${drawn}</g>`;
};

const herbs: Readonly<Record<string, string>> = {
  BASIL:
    'M200 236V160M200 196q-40 -2 -46 -34q38 -2 46 34M200 196q40 -2 46 -34q-38 -2 -46 34M200 166q-26 -14 -20 -40q26 8 20 40M200 166q26 -14 20 -40q-26 8 -20 40',
  THYME:
    'M200 236Q196 190 176 146M200 236Q204 190 226 142M200 236V150M188 180l-12 2M184 168l-12 0M196 200l-14 4M214 180l12 2M220 166l12 0M206 200l14 4M200 170l-10 -6M200 170l10 -6M200 190l-10 -6M200 190l10 -6',
  DILL: 'M200 236V150M200 190l-34 -30M200 190l34 -30M200 168l-24 -28M200 168l24 -28M200 150l-10 -22M200 150l10 -22M178 170l-16 2M222 170l16 2M188 154l-16 -2M212 154l16 -2',
  CHIVE: 'M190 236Q186 180 168 134M196 236Q194 180 188 124M202 236V120M208 236Q212 180 216 126M214 236Q222 180 238 138',
};

export const seeds: Draw = (paint, { colour: c, accent, label: [name], kind }) => {
  const packet = (x: number, y: number, turn: number, front: boolean): string =>
    `<g transform="rotate(${turn} ${x + 80} ${y + 110})">${[
      box(x + 6, y + 7, 160, 226, ink, 'fill-opacity=".16"'),
      box(
        x,
        y,
        160,
        226,
        front
          ? paint.across([
              [0, dark('#f4efe0', 0.08)],
              [0.2, '#fbf7ea'],
              [1, dark('#f4efe0', 0.1)],
            ])
          : light(accent, 0.5),
      ),
      path(`M${x} ${y}h160v20h-160z`, accent),
      line(`M${x + 4} ${y + 26}h152`, dark('#f4efe0', 0.2), 1.2, 'stroke-dasharray="4 3"'),
    ].join('')}${front ? '</g>' : '</g>'}`;
  const plant = herbs[kind];
  const flowers = each(7, (i) => {
    const [x, y] = [150 + i * 17, 176 + ((i * 29) % 34)];
    const bloom = ['#c8442b', '#d8a33c', '#5a78a8', '#e9e4f0', '#b5553c', '#8f6aa8', '#e3bf5c'][i] ?? accent;
    return (
      line(`M${x} ${y}Q${x + 2} 220 ${200 + (x - 200) * 0.4} 248`, '#5f7a55', 2.5) +
      each(5, (k) => oval(x + Math.cos(k * 1.257) * 7, y + Math.sin(k * 1.257) * 7, 5, 5, bloom)) +
      oval(x, y, 4, 4, '#6b4a1f')
    );
  });
  return [
    paint.shadow(206, 112, 340),
    packet(92, 98, -9, false),
    packet(122, 100, 3, true),
    `<g transform="rotate(3 202 210)">${plant ? `<g transform="translate(2 0)">${line(plant, c, 5)}${line(plant, light(c, 0.3), 2)}</g>` : flowers}${mark(180, 264, 1.4, ink)}${words(name, 202, 312, Math.min(10, 130 / name.length), ink)}</g>`,
  ].join('');
};

export const gloves: Draw = (paint, { colour: c, size }) => {
  const glove =
    path(
      'M150 336Q140 290 134 240Q120 206 106 190Q98 178 110 172Q124 170 144 200L140 112Q140 98 150 98Q160 98 162 112L166 182L170 94Q172 80 182 80Q192 82 192 96L190 182L202 102Q206 90 214 92Q224 96 222 108L212 190L228 138Q234 126 242 130Q250 136 246 148Q236 200 232 240Q230 290 226 336Q188 346 150 336Z',
      paint.cloth(c),
    ) +
    line('M166 184Q168 214 160 236M190 184Q192 214 190 236M212 192Q212 214 216 232', dark(c, 0.35), 1.6, 'stroke-dasharray="4 3"') +
    path('M146 300Q188 312 230 300L226 340Q188 350 150 340Z', light(c, 0.28)) +
    line('M148 308Q188 320 228 308', dark(c, 0.3), 1.4, 'stroke-dasharray="4 3"');
  const scale = 0.8 + size * 0.2;
  return `<g transform="translate(${short(200 - 200 * scale)} ${short(340 - 340 * scale)}) scale(${short(scale * 100) / 100})">${paint.shadow(200, 120, 342)}<g transform="rotate(14 240 300) translate(62 6)">${glove}</g><g transform="translate(392 0) scale(-1 1) rotate(6 200 300) translate(40 0)">${glove}</g></g>`;
};

export const trowel: Draw = (paint, { colour: c, accent, kind }) => {
  const steel = paint.across([
    [0, '#8f9a9d'],
    [0.28, '#f2f4f3'],
    [0.5, '#c3ccce'],
    [1, '#6f7a7e'],
  ]);
  const head: Readonly<Record<string, string>> = {
    NARROW: 'M182 206Q178 126 200 62Q222 126 218 206Q200 222 182 206Z',
    FORK: 'M160 206V92q4 -14 10 0V176q6 8 12 0V82q4 -14 10 0V176q8 8 16 0V82q4 -14 10 0V176q6 8 12 0V92q4 -14 10 0V206Q200 232 160 206Z',
  };
  const drawn = [
    path(head[kind] ?? 'M160 204Q150 120 200 58Q250 120 240 204Q200 230 160 204Z', steel),
    kind === 'FORK' ? '' : line('M200 82V196', '#7b868a', 2.5, 'stroke-opacity=".6"'),
    line('M200 210Q206 232 200 252', '#8f9a9d', 11) + line('M198 212Q204 232 198 250', '#eef1f0', 4),
    box(188, 246, 24, 16, paint.metal('#b79a55'), 'rx="3"'),
    path('M184 260H216L222 330Q222 366 200 368Q178 366 178 330Z', paint.wood(c)),
    line('M192 268Q188 310 192 352M206 268Q210 310 206 354', dark(c, 0.3), 1.4, 'stroke-opacity=".5"'),
    oval(200, 352, 4, 4, accent),
  ].join('');
  return `<g transform="rotate(32 200 210)">${oval(
    214,
    226,
    60,
    156,
    paint.round([
      [0, ink, 0.22],
      [1, ink, 0],
    ]),
  )}${drawn}</g>`;
};

export const hammock: Draw = (paint, { colour: c }) =>
  [
    path('M24 40h22v312h-22z', paint.wood('#8a6a44')) + path('M354 40h22v312h-22z', paint.wood('#8a6a44')),
    oval(
      206,
      336,
      150,
      12,
      paint.round([
        [0, ink, 0.26],
        [1, ink, 0],
      ]),
    ),
    each(7, (i) => line(`M40 118Q64 ${124 + i * 4} 92 ${138 + i * 7}M360 118Q336 ${124 + i * 4} 308 ${138 + i * 7}`, '#d8cfb8', 2)),
    path('M88 134Q200 250 312 134L318 186Q200 330 82 186Z', paint.cloth(c)),
    path('M82 186Q200 330 318 186Q200 296 82 186Z', dark(c, 0.3), 'fill-opacity=".7"'),
    each(5, (i) =>
      line(
        `M${112 + i * 44} ${short(168 + Math.sin(((i + 0.5) / 5) * Math.PI) * 46)}q-2 26 2 ${short(30 + Math.sin(((i + 0.5) / 5) * Math.PI) * 16)}`,
        light(c, 0.5),
        6,
        'stroke-opacity=".5"',
      ),
    ),
    path(
      'M104 148Q132 128 158 168Q136 196 108 176Z',
      paint.round([
        [0, '#fdf8ec'],
        [1, '#d9cba8'],
      ]),
    ),
  ].join('');
