import type { Draw } from './look.ts';
import { box, dark, each, ink, light, line, oval, type Paint, path, shine, short } from './paint.ts';

const glow = (paint: Paint, x: number, y: number, r: number): string =>
  oval(
    x,
    y,
    r,
    r * 0.9,
    paint.round([
      [0, '#fff1c4', 0.75],
      [1, '#fff1c4', 0],
    ]),
  );

export const readingLamp: Draw = (paint, { colour: c }) => {
  const shade = paint.across([
    [0, dark(c, 0.3)],
    [0.25, light(c, 0.55)],
    [0.5, c],
    [1, dark(c, 0.42)],
  ]);
  const metal = paint.metal(c);
  return [
    paint.shadow(160, 84, 344),
    glow(paint, 270, 250, 120),
    box(146, 92, 9, 240, metal),
    oval(150.5, 92, 9, 9, shade),
    oval(150.5, 150, 10, 10, metal),
    line('M150 150C190 120 226 112 262 128', dark(c, 0.42), 8),
    line('M150 148.500C190 118 226 110 262 126', light(c, 0.34), 3),
    '<g transform="rotate(14 264 150)">',
    box(252, 112, 24, 26, metal, 'rx="5"'),
    path('M250 136h28C282 158 304 176 320 206Q264 222 208 206C224 176 246 158 250 136Z', shade),
    path('M208 206Q264 222 320 206Q264 196 208 206Z', '#fff3cf'),
    shine('M252 150C246 168 232 182 224 198', 5, 0.55),
    '</g>',
    path('M86 334Q88 322 150 320Q214 322 216 334L216 340Q150 354 86 340Z', metal),
    oval(151, 330, 62, 9, light(c, 0.28), 'fill-opacity=".7"'),
    line('M214 338C250 344 300 336 352 346', ink, 3, 'stroke-opacity=".75"'),
  ].join('');
};

export const paperGlobe: Draw = (paint, { colour: c, size }) => {
  const r = 84 + size * 40;
  const body = paint.round(
    [
      [0, '#fffdf2'],
      [0.55, c],
      [1, dark(c, 0.22)],
    ],
    { cx: 0.42, cy: 0.4, r: 0.68 },
  );
  const ribs = each(14, (index) => {
    const t = ((index + 1) / 15) * 2 - 1;
    const [w, y] = [short(r * Math.sqrt(1 - t * t)), short(196 + t * r)];
    return line(`M${200 - w} ${y}Q200 ${short(y + 13 * (1 - Math.abs(t) * 0.4))} ${200 + w} ${y}`, '#b7a98a', 1.3, 'stroke-opacity=".55"');
  });
  return [
    line(`M200 0V${short(196 - r)}`, ink, 2.5),
    glow(paint, 200, 196, r * 1.5),
    oval(200, 196, r, r, body),
    ribs,
    box(192, 190 - r, 16, 10, '#3b464b'),
  ].join('');
};

export const clampLight: Draw = (paint, { colour: c }) => {
  const shade = paint.across([
    [0, dark(c, 0.34)],
    [0.3, light(c, 0.36)],
    [0.55, c],
    [1, dark(c, 0.38)],
  ]);
  const arm = (d: string): string => line(d, dark(c, 0.5), 9) + line(d, light(c, 0.2), 4);
  return [
    path('M40 300H360V322H40Z', '#b98f60'),
    path('M40 300H360V306H40Z', '#d3ad7e'),
    path('M40 322H360V332H40Z', '#6e4f31', 'fill-opacity=".5"'),
    glow(paint, 262, 214, 104),
    arm('M120 286L92 176'),
    arm('M92 176L214 104'),
    oval(92, 176, 10, 10, paint.metal('#9aa3a6')),
    oval(214, 104, 8, 8, paint.metal('#9aa3a6')),
    '<g transform="rotate(24 230 124)">',
    path('M214 100h34C254 124 280 142 286 176Q232 192 178 176C184 142 208 124 214 100Z', shade),
    path('M178 176Q232 192 286 176Q232 166 178 176Z', '#fff3cf'),
    shine('M216 118C210 136 196 148 192 166', 5, 0.5),
    '</g>',
    path('M100 284h40v66h-40v-12h26v-42h-26z', paint.metal(dark(c, 0.25))),
    box(108, 340, 10, 26, '#7b868a', 'rx="3"'),
  ].join('');
};

export const arcLamp: Draw = (paint, { colour: c, accent, kind }) => {
  const isGlass = kind === 'STEEL';
  const shade = isGlass
    ? paint.round(
        [
          [0, '#ffffff'],
          [0.6, '#f0eee2'],
          [1, '#b9bfba'],
        ],
        { cx: 0.4, cy: 0.36, r: 0.7 },
      )
    : paint.cloth(accent);
  return [
    paint.shadow(108, 76, 344),
    glow(paint, 282, 206, 106),
    line('M108 330C98 140 150 40 282 66', dark(c, 0.4), 12),
    line('M106 330C96 142 148 42 280 65', light(c, 0.42), 4),
    line('M282 66V116', ink, 2.5),
    isGlass ? oval(282, 164, 52, 50, shade) : path('M246 116H318L340 196Q282 212 224 196Z', shade),
    isGlass ? shine('M250 146Q260 126 280 122', 6, 0.8) : path('M224 196Q282 212 340 196Q282 184 224 196Z', '#fff3cf'),
    path('M52 336Q56 322 108 320Q162 322 164 336L164 342Q108 356 52 342Z', paint.metal(dark(c, 0.35))),
  ].join('');
};

export const pendant: Draw = (paint, { colour: c, kind }) => {
  const body =
    kind === 'OPAL'
      ? paint.across([
          [0, dark(c, 0.18)],
          [0.28, '#ffffff'],
          [0.6, c],
          [1, dark(c, 0.26)],
        ])
      : paint.across([
          [0, dark(c, 0.3), 0.85],
          [0.2, '#ffffff', 0.75],
          [0.45, c, 0.4],
          [0.8, c, 0.6],
          [1, dark(c, 0.4), 0.85],
        ]);
  return [
    line('M200 0V112', ink, 3),
    box(184, 108, 32, 42, paint.metal('#b98f3e'), 'rx="4"'),
    oval(
      200,
      226,
      90,
      90,
      paint.round([
        [0, '#fff3c9', 1],
        [0.4, '#ffe9a8', 0.6],
        [1, '#ffe9a8', 0],
      ]),
    ),
    path('M190 150h20v22q16 12 16 34q0 24 -26 24q-26 0 -26 -24q0 -22 16 -34z', '#fff7dd', 'fill-opacity=".92"'),
    line('M193 214q7 -22 14 0', '#d99c2b', 2.5),
    path('M180 142h40C226 176 296 190 304 282Q200 306 96 282C104 190 174 176 180 142Z', body),
    path('M96 282Q200 306 304 282Q200 268 96 282Z', '#ffffff', `fill-opacity=".5" stroke="${dark(c, 0.2)}" stroke-opacity=".5"`),
    shine('M176 178C140 200 122 232 118 262', 6, 0.85),
  ].join('');
};

export const candles: Draw = (paint, { colour: c, kind }) => {
  const candle = (x: number, w: number, y: number): string =>
    [
      oval(
        x,
        y - 30,
        46,
        46,
        paint.round([
          [0, '#fff4c8', 0.9],
          [1, '#fff4c8', 0],
        ]),
      ),
      line(`M${x} ${y}v-12`, ink, 2),
      path(`M${x} ${y - 46}q10 18 6 28q-2 8 -6 8q-4 0 -6 -8q-4 -10 6 -28z`, '#f6b73c'),
      path(`M${x - w} ${y}h${2 * w}V328q${-w} 8 ${-2 * w} 0z`, paint.turned(c)),
      oval(x, y, w, w * 0.2, light(c, 0.4)),
    ].join('');
  if (kind === 'TAPER') return paint.shadow(200, 70) + candle(172, 15, 120) + candle(232, 15, 150);
  if (kind === 'PILLAR') return paint.shadow(200, 66) + candle(200, 52, 190);
  return (
    paint.shadow(200, 120) +
    candle(122, 40, 288) +
    candle(200, 40, 276) +
    candle(278, 40, 288) +
    candle(160, 40, 302) +
    candle(244, 40, 302)
  );
};

export const bulb: Draw = (paint, { colour: c, kind }) => {
  const shapes: Readonly<Record<string, string>> = {
    GLOBE: 'M182 236C120 210 100 168 104 132C112 84 152 56 200 56C248 56 288 84 296 132C300 168 280 210 218 236Z',
    TUBE: 'M178 236C164 220 160 206 160 190V84Q162 50 200 48Q238 50 240 84V190C240 206 236 220 222 236Z',
  };
  const shape = shapes[kind] ?? 'M180 236C176 206 136 184 130 136C130 92 162 64 200 64C238 64 270 92 270 136C264 184 224 206 220 236Z';
  return [
    paint.shadow(200, 40),
    glow(paint, 200, 146, 150),
    path(
      shape,
      paint.across([
        [0, dark(c, 0.2), 0.6],
        [0.18, '#ffffff', 0.8],
        [0.5, '#ffe6a6', 0.45],
        [1, dark(c, 0.3), 0.6],
      ]),
      `stroke="${dark(c, 0.3)}" stroke-opacity=".55" stroke-width="1.5"`,
    ),
    line('M192 236L178 130L188 96L196 132L204 96L212 132L222 130L208 236', '#d9902b', 2.4, 'stroke-linejoin="round"'),
    shine('M158 108C150 128 152 148 160 164', 6, 0.8),
    path('M176 232h48v62q0 12 -24 14q-24 -2 -24 -14z', paint.metal('#b79a55')),
    each(4, (index) => line(`M176 ${246 + index * 13}q24 9 48 0`, '#5f4c22', 2.5, 'stroke-opacity=".7"')),
    path('M186 304h28l-6 20h-16z', '#3b464b'),
  ].join('');
};

export const lantern: Draw = (paint, { colour: c }) => {
  const metal = paint.turned(c);
  return [
    paint.shadow(200, 96),
    glow(paint, 200, 220, 130),
    line('M150 110C150 28 250 28 250 110', dark(c, 0.4), 7),
    path('M160 108h80l22 40h-124z', metal),
    box(190, 88, 20, 22, metal, 'rx="4"'),
    path(
      'M140 148h120v140h-120z',
      paint.across([
        [0, '#cfd8d4', 0.6],
        [0.25, '#ffffff', 0.75],
        [0.5, '#ffeebb', 0.7],
        [1, '#a9b7b3', 0.6],
      ]),
    ),
    path('M178 288v-58q22 -8 44 0v58z', '#f3e8cf'),
    path('M200 186q14 24 8 36q-3 8 -8 8q-5 0 -8 -8q-6 -12 8 -36z', '#f6b73c'),
    each(4, (index) => box(136 + index * 40, 148, 8, 140, metal)),
    path('M126 288h148l10 40q-84 12 -168 0z', metal),
    shine('M154 164V270', 5, 0.55),
  ].join('');
};
