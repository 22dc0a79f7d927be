import { type Draw, label } from './look.ts';
import { box, dark, each, ink, light, line, oval, path, shine, short } from './paint.ts';

export const tin: Draw = (paint, { colour: c, label: text }) => {
  const bent = paint.across([
    [0, ink, 0.28],
    [0.18, ink, 0.02],
    [0.32, '#ffffff', 0.25],
    [0.5, ink, 0],
    [1, ink, 0.3],
  ]);
  return [
    paint.shadow(200, 84),
    path('M122 150L122 316Q122 334 200 336Q278 334 278 316L278 150Z', paint.turned(c)),
    label(144, 210, 112, 88, text, c),
    box(144, 210, 112, 88, bent, 'opacity=".7"'),
    path('M118 108L118 158Q118 172 200 174Q282 172 282 158L282 108Z', paint.turned(dark(c, 0.08))),
    line('M118 158Q118 172 200 174Q282 172 282 158', dark(c, 0.5), 2),
    oval(200, 108, 82, 15, light(c, 0.26)),
    oval(200, 108, 72, 12, light(c, 0.1)),
  ].join('');
};

export const pouch: Draw = (paint, { colour, accent, label: text, size }) => {
  const c = light(colour, 0.72);
  const scale = 0.78 + size * 0.24;
  const body = paint.across([
    [0, dark(c, 0.16)],
    [0.16, light(c, 0.4)],
    [0.5, c],
    [0.86, dark(c, 0.1)],
    [1, dark(c, 0.24)],
  ]);
  const drawn = [
    paint.shadow(200, 92),
    path('M118 112C114 180 104 270 104 318Q108 334 126 335L274 335Q292 334 296 318C296 270 286 180 282 112Z', body),
    path('M104 318C150 300 250 300 296 318Q292 334 274 335L126 335Q108 334 104 318Z', dark(c, 0.16), 'fill-opacity=".55"'),
    path(
      'M116 82h168l-1 42h-166Z',
      paint.down([
        [0, light(c, 0.3)],
        [1, dark(c, 0.12)],
      ]),
    ),
    line('M117 124h166', dark(c, 0.3), 1.5),
    path('M112 96h176v10h-176z', accent),
    label(142, 174, 116, 92, text, accent),
    shine('M130 150C124 210 120 250 118 290', 5),
    line('M262 140C268 200 272 240 274 296', ink, 6, 'stroke-opacity=".1"'),
  ].join('');
  return `<g transform="translate(${short(200 - 200 * scale)} ${short(334 - 334 * scale)}) scale(${short(scale * 100) / 100})">${drawn}</g>`;
};

export const coffee: Draw = (paint, { colour: c, accent, label: text }) => {
  const front = paint.across([
    [0, light(c, 0.16)],
    [0.35, light(c, 0.06)],
    [1, dark(c, 0.22)],
  ]);
  return [
    paint.shadow(204, 88),
    path('M122 120L116 332L250 336L256 116Z', front),
    path('M256 116L250 336L292 322L288 126Z', dark(c, 0.42)),
    line('M268 122L270 328', dark(c, 0.6), 2),
    path('M124 70L250 66L284 82L288 126L256 116L122 120Z', light(c, 0.12)),
    path('M250 66L284 82L288 126L256 116Z', dark(c, 0.2)),
    path('M120 84L254 80L287 95L287 106L254 92L120 96Z', accent),
    line('M122 120L256 116', dark(c, 0.5), 1.5),
    `<g transform="skewY(-1.6) translate(-13 6)">${label(143, 190, 116, 92, text, accent)}</g>`,
    `<g transform="skewY(-1.6)">${oval(186, 157, 6, 6, dark(c, 0.3))}${oval(186, 157, 2.5, 2.5, dark(c, 0.6))}</g>`,
  ].join('');
};

export const teapot: Draw = (paint, { colour: c, size }) => {
  const body = paint.round(
    [
      [0, light(c, 0.42)],
      [0.45, c],
      [1, dark(c, 0.5)],
    ],
    { cx: 0.34, cy: 0.28, r: 0.85 },
  );
  const turned = paint.turned(c);
  const dots = each(68, (index) => {
    const row = Math.floor(index / 17);
    const at = (((index % 17) + (row % 2) * 0.5) / 17) * 2 - 1;
    const x = 196 + at * (112 - Math.abs(row - 1.2) * 5);
    return oval(
      x,
      240 + row * 15 + (1 - at * at) * 10,
      3.2 * Math.sqrt(Math.max(0.05, 1 - at * at)),
      3,
      light(c, 0.3),
      'fill-opacity=".55"',
    );
  });
  const scale = 0.86 + size * 0.14;
  const drawn = [
    paint.shadow(196, 128),
    line('M104 206C84 66 308 66 288 206', dark(c, 0.4), 11),
    line('M104 204C85 68 306 68 287 204', light(c, 0.22), 4),
    path('M292 236C322 232 330 204 352 196L362 206C346 232 334 268 296 282Z', turned),
    path('M76 256C76 206 126 194 196 194C266 194 316 206 316 256C316 306 262 332 196 332C130 332 76 306 76 256Z', body),
    dots,
    oval(196, 198, 60, 12, dark(c, 0.35)),
    path('M138 196C142 176 166 168 196 168C226 168 250 176 254 196Q196 210 138 196Z', turned),
    oval(196, 160, 10, 10, turned),
    shine('M112 232C116 216 134 210 160 206', 6, 0.28),
    line('M98 210a10 10 0 1 0 12 -4M282 206a10 10 0 1 1 12 4', dark(c, 0.3), 6),
  ].join('');
  return `<g transform="translate(${short(200 - 200 * scale)} ${short(332 - 332 * scale)}) scale(${short(scale * 100) / 100})">${drawn}</g>`;
};

export const dripper: Draw = (paint, { colour: c, accent }) => {
  const glass = paint.across([
    [0, '#dfe8e8', 0.75],
    [0.2, '#ffffff', 0.5],
    [0.5, '#d5e0e0', 0.28],
    [1, '#9fb2b4', 0.6],
  ]);
  const brew = paint.across([
    [0, '#4a2c18'],
    [0.4, '#6d4426'],
    [1, '#2c180c'],
  ]);
  const inside = paint.across([
    [0, dark(c, 0.3)],
    [1, dark(c, 0.1)],
  ]);
  return [
    paint.shadow(196, 84),
    path(
      'M134 218h124C276 260 284 292 272 322Q266 334 196 335Q126 334 120 322C108 292 116 260 134 218Z',
      glass,
      'stroke="#8fa3a6" stroke-width="2"',
    ),
    path('M122 282Q196 296 270 282Q277 306 270 322Q262 332 196 332Q130 332 122 322Q115 306 122 282Z', brew),
    oval(196, 283, 74, 7, '#8a5a35'),
    line('M266 150C318 142 316 196 256 190', dark(c, 0.3), 16),
    line('M266 149C315 142 313 194 256 189', c, 12),
    path('M92 112L168 206h56L300 112Z', paint.turned(c)),
    path('M126 206h140v10q-70 8 -140 0Z', paint.turned(accent)),
    each(6, (i) =>
      line(
        `M${112 + i * 34} ${short(124 + Math.sin(i) * 2)}Q${150 + i * 18} 160 ${176 + i * 9} 200`,
        dark(c, 0.18),
        2,
        'stroke-opacity=".35"',
      ),
    ),
    oval(196, 112, 104, 20, light(c, 0.2)),
    oval(196, 114, 95, 16, inside),
    oval(196, 118, 70, 10, '#5a3a22', 'fill-opacity=".85"'),
  ].join('');
};

export const grinder: Draw = (paint, { colour: c, accent }) => {
  const band = paint.turned(dark(c, 0.62));
  return [
    paint.shadow(200, 70),
    path('M152 140h96v182q0 12 -48 13q-48 -1 -48 -13Z', paint.metal(c)),
    path('M150 236h100v34q-50 12 -100 0Z', band),
    line('M152 140q48 12 96 0', dark(c, 0.4), 1),
    path('M156 126q0 -14 44 -15q44 1 44 15v16q-44 12 -88 0Z', band),
    box(194, 84, 12, 30, paint.metal('#a9b0b2')),
    line('M198 88C240 84 280 88 304 98', dark('#a9b0b2', 0.45), 9),
    line('M198 86C240 82 280 86 304 96', light('#a9b0b2', 0.5), 3),
    path('M290 64q16 -8 30 0q5 16 -4 36h-22q-9 -20 -4 -36Z', paint.turned(accent)),
  ].join('');
};
