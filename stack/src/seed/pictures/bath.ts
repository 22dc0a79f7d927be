import { words } from './letters.ts';
import { type Draw, label } from './look.ts';
import { box, dark, each, ink, light, line, mix, oval, path, shine, short } from './paint.ts';

export const soap: Draw = (paint, { colour: c, label: [name], kind }) => {
  const bar = (x: number, y: number, own: string, text: string, h = 66): string =>
    path(`M${x} ${y}l26 -22h130l-20 22z`, light(own, 0.4)) +
    path(`M${x + 136} ${y}l20 -22v${h - 4}l-20 26z`, dark(own, 0.3)) +
    box(
      x,
      y,
      136,
      h,
      paint.down([
        [0, light(own, 0.3)],
        [1, own],
      ]),
      'rx="3"',
    ) +
    words(text, x + 68, y + h / 2 + 6, Math.min(12, 110 / text.length), dark(own, 0.36));
  if (kind === 'CUBE') return paint.shadow(204, 92, 334) + bar(128, 198, c, 'olive', 136);
  return (
    paint.shadow(204, 130, 334) + bar(70, 268, c, name) + bar(196, 268, '#d9cfb4', 'olive') + bar(128, 198, mix(c, '#ffffff', 0.12), '72 %')
  );
};

export const shampooBar: Draw = (paint, { colour: c, label: [, below] }) =>
  [
    paint.shadow(206, 118, 334),
    path('M86 236h224v92q-112 16 -224 0z', paint.turned('#cfd6d3')) +
      oval(198, 236, 112, 24, '#e9eeec') +
      oval(198, 238, 102, 19, '#b9c3c0'),
    path('M122 186v44q0 22 78 23q78 -1 78 -23v-44z', paint.turned(c)),
    oval(200, 186, 78, 19, light(c, 0.34)),
    oval(200, 185, 54, 12, 'none', `stroke="${dark(c, 0.2)}" stroke-opacity=".5" stroke-width="1.6"`),
    words(below, 200, 296, Math.min(11, 150 / below.length), '#4c5a61'),
    each(5, (i) =>
      oval(
        136 + i * 33 + (i % 2) * 6,
        150 - ((i * 13) % 26),
        6 + (i % 3) * 3,
        6 + (i % 3) * 3,
        '#ffffff',
        'fill-opacity=".55" stroke="#c3d0d0"',
      ),
    ),
  ].join('');

export const brush: Draw = (paint, { colour: c, accent, kind }) => {
  const bristles = (x: number, y: number, w: number): string =>
    path(
      `M${x} ${y}h${w}l-8 42h-${w - 16}z`,
      paint.across([
        [0, dark(accent, 0.2)],
        [0.4, light(accent, 0.3)],
        [1, dark(accent, 0.26)],
      ]),
    ) + each(Math.floor(w / 9), (i) => line(`M${x + 6 + i * 9} ${y + 3}v36`, dark(accent, 0.3), 1.4, 'stroke-opacity=".45"'));
  if (kind === 'NAIL')
    return [
      paint.shadow(200, 106, 322),
      bristles(104, 262, 192),
      path('M92 232q0 -22 24 -24h168q24 2 24 24v22q0 10 -14 12h-188q-14 -2 -14 -12z', paint.wood(c)),
      shine('M112 220H280', 4, 0.4),
    ].join('');
  const long = kind === 'LONG';
  return `<g transform="rotate(-18 200 230)">${[
    oval(
      210,
      300,
      long ? 176 : 140,
      13,
      paint.round([
        [0, ink, 0.26],
        [1, ink, 0],
      ]),
    ),
    bristles(long ? 38 : 70, 240, 128),
    path(
      `M${long ? 30 : 62} 222q0 -18 20 -20h104q16 2 26 12H${long ? 372 : 320}q14 4 14 12t-14 12H${long ? 176 : 208}q-10 6 -20 6h-106q-20 0 -20 -22z`,
      paint.down([
        [0, light(c, 0.36)],
        [0.5, c],
        [1, dark(c, 0.28)],
      ]),
    ),
    oval(long ? 370 : 318, 226, 4, 4, dark(c, 0.5)),
    shine(`M${long ? 50 : 82} 210H${long ? 160 : 190}`, 4, 0.45),
  ].join('')}</g>`;
};

export const oilBottle: Draw = (paint, { colour: c, accent, label: text, size }) => {
  const scale = 0.62 + size * 0.38;
  const glass = paint.across([
    [0, dark(c, 0.5)],
    [0.14, light(c, 0.3)],
    [0.3, c],
    [0.7, dark(c, 0.2)],
    [0.92, light(c, 0.1)],
    [1, dark(c, 0.5)],
  ]);
  return `<g transform="translate(${short(200 - 200 * scale)} ${short(334 - 334 * scale)}) scale(${short(scale * 100) / 100})">${[
    paint.shadow(200, 72),
    path('M180 92h40v38q44 16 46 62v126q0 16 -66 17q-66 -1 -66 -17V192q2 -46 46 -62z', glass),
    label(140, 212, 120, 88, text, accent),
    box(172, 52, 56, 46, paint.turned('#2b3236'), 'rx="5"') + each(6, (i) => line(`M${178 + i * 9} 58v34`, '#55626a', 1.4)),
    shine('M150 190V310', 6, 0.35),
  ].join('')}</g>`;
};

export const razor: Draw = (paint, { colour: c }) => {
  const metal = paint.metal(c);
  return `<g transform="rotate(30 200 210)">${[
    oval(
      216,
      230,
      60,
      150,
      paint.round([
        [0, ink, 0.2],
        [1, ink, 0],
      ]),
    ),
    box(188, 118, 24, 236, metal, 'rx="10"'),
    each(16, (i) => line(`M188 ${176 + i * 9}l24 6`, dark(c, 0.5), 1.3, 'stroke-opacity=".55"')),
    box(192, 96, 16, 28, metal),
    path(
      'M122 72q0 -12 14 -14h128q14 2 14 14v12q-2 10 -14 12H136q-12 -2 -14 -12z',
      paint.down([
        [0, light(c, 0.6)],
        [0.4, c],
        [1, dark(c, 0.4)],
      ]),
    ),
    line('M130 94H270', '#dfe5e6', 3) + each(12, (i) => line(`M${136 + i * 12} 88v8`, dark(c, 0.5), 1.6)),
    oval(200, 354, 14, 8, metal),
    shine('M136 66H250', 4, 0.7),
  ].join('')}</g>`;
};

export const mat: Draw = (paint, { colour: c }) => {
  const shape = 'M96 168H304L342 306H58Z';
  return [
    path('M96 174H304L346 316H54Z', ink, 'fill-opacity=".18"'),
    path(
      shape,
      paint.down([
        [0, dark(c, 0.08)],
        [1, light(c, 0.3)],
      ]),
    ),
    paint.clip(
      `<path d="${shape}"/>`,
      each(13, (i) => line(`M40 ${176 + i * 11}H360`, i % 2 ? light(c, 0.6) : dark(c, 0.18), i % 2 ? 4 : 2, 'stroke-opacity=".6"')),
    ),
    path('M116 184H284L314 292H86Z', 'none', `stroke="${dark(c, 0.26)}" stroke-width="2.5" stroke-opacity=".7"`),
    each(24, (i) => line(`M${62 + i * 12} 307l-1 11`, light(c, 0.34), 3)),
  ].join('');
};

export const mirror: Draw = (paint, { colour: c }) => {
  const metal = paint.metal(c);
  const glass = paint.across([
    [0, '#c3d2d6'],
    [0.35, '#f4f8f8'],
    [0.5, '#d7e2e4'],
    [0.75, '#eef4f4'],
    [1, '#b4c4c9'],
  ]);
  return [
    paint.shadow(200, 84, 344),
    box(194, 244, 12, 84, metal) + path('M120 336Q124 322 200 320Q276 322 280 336L280 342Q200 354 120 342Z', metal),
    line('M112 158C104 244 148 258 200 258C252 258 296 244 288 158', dark(c, 0.4), 11) +
      line('M112 156C105 240 150 254 200 254C250 254 295 240 288 156', light(c, 0.4), 4),
    oval(112, 150, 8, 8, metal) + oval(288, 150, 8, 8, metal),
    oval(200, 146, 86, 94, metal) + oval(200, 146, 76, 84, glass),
    shine('M150 122Q162 92 190 80M160 146Q172 116 196 104', 7, 0.8),
  ].join('');
};

export const robe: Draw = (paint, { colour: c, size }) => {
  const drop = 338 + size * 18;
  const body = `M150 78L106 112L70 236L112 252L128 196L118 ${short(drop)}Q200 ${short(drop + 14)} 282 ${short(drop)}L272 196L288 252L330 236L294 112L250 78Q200 96 150 78Z`;
  return [
    line('M200 30Q212 22 214 34Q212 44 200 48V60', '#6b767a', 4) + line('M128 84L200 56L272 84', '#8a6a44', 8),
    `<g opacity=".15" transform="translate(8 8)">${path(body, ink)}</g>`,
    path(body, paint.cloth(c)),
    each(22, (i) => line(`M${90 + i * 10} 120V${short(drop - 6)}`, dark(c, 0.2), 0.9, 'stroke-opacity=".22"')),
    path('M150 78L196 216L178 222L132 94ZM250 78L204 216L222 222L268 94Z', light(c, 0.42), `stroke="${dark(c, 0.2)}" stroke-opacity=".4"`),
    path('M120 214Q200 228 280 214L280 232Q200 246 120 232Z', light(c, 0.3), `stroke="${dark(c, 0.24)}" stroke-opacity=".5"`),
    line('M196 236Q188 276 180 306M206 236Q216 270 218 296', light(c, 0.2), 9) +
      line(`M200 244V${short(drop + 6)}`, dark(c, 0.34), 2, 'stroke-opacity=".6"'),
    path('M228 262h38v44q-18 8 -36 0z', light(c, 0.16), `stroke="${dark(c, 0.26)}" stroke-opacity=".5"`),
  ].join('');
};
