import type { Draw } from './look.ts';
import { box, dark, each, grain, ink, light, line, oval, type Paint, path, shine, short } from './paint.ts';

const legs = (paint: Paint, c: string): string =>
  paint.across([
    [0, light(c, 0.34)],
    [0.5, c],
    [1, dark(c, 0.3)],
  ]);

export const chair: Draw = (paint, { colour: c, accent: seat }) => {
  const leg = (x1: number, y1: number, x2: number, y2: number, w: number): string =>
    path(`M${x1 - w} ${y1}L${short(x2 - w * 0.7)} ${y2}h${short(w * 1.4)}L${x1 + w} ${y1}Z`, legs(paint, c));
  const back = paint.down([
    [0, light(c, 0.22)],
    [0.5, c],
    [1, dark(c, 0.2)],
  ]);
  const weave =
    each(15, (i) => line(`M${short(120 + i * 11.5)} 214L${short(108 + i * 13.4)} 248`, dark(seat, 0.28), 1.4, 'stroke-opacity=".5"')) +
    each(4, (i) => line(`M${118 - i * 3} ${220 + i * 8}H${284 + i * 3}`, dark(seat, 0.28), 1.2, 'stroke-opacity=".35"'));
  return [
    paint.shadow(200, 112, 350),
    leg(136, 226, 128, 336, 5) + leg(266, 226, 276, 336, 5),
    line('M134 292H270', dark(c, 0.2), 6),
    leg(128, 70, 134, 226, 6.5) + leg(272, 70, 268, 226, 6.5),
    path('M112 66C150 92 250 92 288 66L290 100C250 124 150 124 110 100Z', back),
    line('M112 68C150 94 250 94 288 68', light(c, 0.6), 2.5, 'stroke-opacity=".7"'),
    line('M131 160C160 172 240 172 270 160', c, 9),
    path('M126 206H276L302 250H100Z', seat),
    weave,
    path('M98 248H304V262Q200 270 98 262Z', back),
    leg(112, 256, 100, 350, 7.5) + leg(290, 256, 302, 350, 7.5),
    line('M108 300H294', dark(c, 0.06), 7),
  ].join('');
};

export const stool: Draw = (paint, { colour: c }) => {
  const wood = legs(paint, c);
  const leg = (x1: number, x2: number, x3: number, y3: number): string => {
    const d = `M${x1} 168C${x2} 190 ${x2} 240 ${x3} ${y3}`;
    return line(d, dark(c, 0.34), 16) + line(d, wood, 13);
  };
  return [
    paint.shadow(200, 104, 342),
    leg(216, 226, 236, 318),
    oval(200, 262, 78, 13, 'none', `stroke="${dark(c, 0.16)}" stroke-width="7"`),
    leg(134, 112, 106, 336) + leg(266, 290, 294, 336),
    path('M98 150v14q0 26 102 27q102 -1 102 -27v-14Z', wood),
    oval(
      200,
      150,
      102,
      25,
      paint.across([
        [0, light(c, 0.4)],
        [0.6, c],
        [1, dark(c, 0.16)],
      ]),
    ),
    `<g opacity=".5">${each(4, (i) => oval(196, 150, 84 - i * 22, 20 - i * 5, 'none', `stroke="${dark(c, 0.2)}"`))}</g>`,
  ].join('');
};

export const desk: Draw = (paint, { colour: c }) => {
  const steel = paint.metal('#4a555a');
  return [
    paint.shadow(200, 160, 346),
    box(74, 190, 20, 140, steel) + box(306, 190, 20, 140, steel),
    box(78, 240, 12, 92, '#6b767a') + box(310, 240, 12, 92, '#6b767a'),
    path('M42 332h88l6 12h-100ZM270 332h88l6 12h-100Z', '#3b464b'),
    box(90, 200, 220, 10, '#333e43'),
    path('M40 150L360 150L384 184L16 184Z', paint.wood(c)),
    paint.clip('<path d="M40 150L360 150L384 184L16 184Z"/>', grain(16, 150, 368, 34, c)),
    box(16, 184, 368, 13, dark(c, 0.24)),
    line('M16 185h368', light(c, 0.5), 1.5, 'stroke-opacity=".7"'),
    box(300, 190, 44, 8, '#20292d', 'rx="2"'),
    path('M94 122h34v38h-34z', paint.turned('#2f4a63')) + oval(111, 122, 17, 4, '#6f8397'),
    line('M128 130q14 4 0 18', '#2f4a63', 5),
    path('M196 160l66 0l8 -6l-62 0z', '#e9e4d6') + box(196, 160, 66, 5, '#4f6a54'),
  ].join('');
};

export const ladderShelf: Draw = (paint, { colour: c, size }) => {
  const steps = 4 + Math.round(size * 2);
  const top = 96 - size * 50;
  const step = (index: number): string => {
    const at = index / (steps - 1);
    const [y, w, deep] = [short(top + 20 + at * (300 - top)), 84 + at * 18, 10 + at * 16];
    return (
      path(`M${short(200 - w)} ${short(y - deep)}H${short(200 + w)}L${short(200 + w + 8)} ${y}H${short(200 - w - 8)}Z`, paint.wood(c)) +
      box(200 - w - 8, y, 2 * w + 16, 7, dark(c, 0.26))
    );
  };
  const things =
    box(146, top + 1, 12, 18 - 0, '#4f6a54') +
    box(160, top - 3, 9, 22, '#b5553c') +
    box(171, top - 1, 14, 20, '#31506b') +
    path(`M232 ${short(top + 18)}q-12 -14 2 -26q14 12 2 26z`, '#5f7a55');
  return [
    paint.shadow(200, 120, 344),
    line(`M128 ${short(top - 20)}L96 340M272 ${short(top - 20)}L304 340`, dark(c, 0.34), 13),
    line(`M127 ${short(top - 20)}L95 340M271 ${short(top - 20)}L303 340`, light(c, 0.2), 8),
    each(steps, step),
    `<g transform="translate(0 -7)">${things}</g>`,
  ].join('');
};

export const roundTable: Draw = (paint, { colour: c, size }) => {
  const reach = 124 + size * 44;
  const wood = legs(paint, c);
  const leg = (d: string): string => line(d, dark(c, 0.32), 17) + line(d, wood, 13);
  return [
    paint.shadow(200, reach, 348),
    leg(`M186 190L${short(200 - reach * 0.34)} 322`) + leg(`M214 190L${short(200 + reach * 0.34)} 322`),
    leg(`M180 194L${short(200 - reach * 0.62)} 344`) + leg(`M220 194L${short(200 + reach * 0.62)} 344`),
    oval(200, 184, reach, reach * 0.24, dark(c, 0.3)),
    oval(200, 174, reach, reach * 0.24, paint.wood(c)),
    paint.clip(
      `<ellipse cx="200" cy="174" rx="${short(reach)}" ry="${short(reach * 0.24)}"/>`,
      grain(200 - reach, 174 - reach * 0.24, reach * 2, reach * 0.48, c, 9),
    ),
    path('M238 168q-6 -40 6 -46q12 6 6 46q-6 5 -12 0z', '#8fa7a0'),
    line('M244 122Q240 84 226 66M244 122Q250 88 262 74M244 122V58', '#5f7a55', 2.5),
    oval(226, 62, 8, 5, '#7f9a6c') + oval(264, 72, 8, 5, '#6d8a5f') + oval(244, 54, 6, 9, '#8faa7a'),
  ].join('');
};

export const trayTable: Draw = (paint, { colour: c }) =>
  [
    paint.shadow(200, 94, 344),
    box(193, 186, 14, 144, paint.metal(c)),
    path('M116 332Q120 318 200 316Q280 318 284 332L284 338Q200 352 116 338Z', paint.turned(c)),
    path('M88 158Q90 198 200 200Q310 198 312 158Z', paint.turned(c)),
    oval(200, 158, 112, 26, light(c, 0.32)),
    oval(
      200,
      161,
      102,
      21,
      paint.across([
        [0, dark(c, 0.24)],
        [0.6, c],
        [1, light(c, 0.2)],
      ]),
    ),
    path('M160 136h30v24q-15 6 -30 0z', paint.turned('#f0ede4')) + oval(175, 136, 15, 4, '#fbf9f3') + oval(175, 137, 12, 2.6, '#5a3a22'),
    path('M214 158l54 -3l6 8l-56 4z', '#e9e4d6') + path('M218 167l56 -4v5l-56 4z', '#b5553c'),
    shine('M104 168Q112 186 150 192', 4, 0.5),
  ].join('');

export const bench: Draw = (paint, { colour: c, size }) => {
  const w = 112 + size * 64;
  const leg = (x: number, lean: number): string =>
    path(`M${short(x - 9)} 236L${short(x - 7 + lean)} 338h14L${short(x + 9)} 236Z`, legs(paint, c));
  const top = `M${short(200 - w)} 214H${short(200 + w)}L${short(200 + w + 14)} 236H${short(200 - w - 14)}Z`;
  return [
    paint.shadow(200, w + 10, 340),
    leg(200 - w + 30, 4) + leg(200 + w - 30, -4),
    line(`M${short(200 - w + 22)} 296H${short(200 + w - 22)}`, dark(c, 0.2), 8),
    leg(200 - w + 6, -10) + leg(200 + w - 6, 10),
    path(top, paint.wood(c)),
    paint.clip(`<path d="${top}"/>`, grain(200 - w - 14, 214, 2 * w + 28, 22, c, 4)),
    box(200 - w - 14, 236, 2 * w + 28, 12, dark(c, 0.22)),
    path(`M${short(200 - w + 20)} 214q-4 -14 8 -18h54q12 2 10 18z`, paint.cloth('#8a9a84')),
  ].join('');
};

export const coatRail: Draw = (paint, { colour: c, accent }) => {
  const peg = (x: number): string =>
    line(`M${x} 134l8 22`, dark(c, 0.4), 12) +
    oval(
      x + 9,
      158,
      9,
      9,
      paint.round([
        [0, light(c, 0.5)],
        [1, dark(c, 0.2)],
      ]),
    );
  return [
    `<g opacity=".16" transform="translate(8 8)">${box(50, 112, 300, 34, ink, 'rx="6"')}</g>`,
    box(50, 112, 300, 34, paint.wood(c), 'rx="6"'),
    paint.clip('<rect x="50" y="112" width="300" height="34" rx="6"/>', grain(50, 112, 300, 34, c, 4)),
    path('M118 160C84 178 78 232 74 330Q126 346 168 330C166 250 164 190 146 164Q132 172 118 160Z', paint.cloth(accent)),
    line('M132 168C128 220 126 280 124 334M112 186C104 230 98 280 96 330', dark(accent, 0.3), 4, 'stroke-opacity=".3"'),
    each(5, (index) => peg(82 + index * 56)),
    path('M292 160q-24 18 -28 46q28 16 72 0q-4 -30 -28 -46z', paint.cloth('#d9cba8')) + line('M262 204q40 18 76 0', '#9a8758', 6),
  ].join('');
};

export const daybed: Draw = (paint, { colour: c, accent }) =>
  [
    paint.shadow(200, 168, 340),
    box(40, 316, 12, 26, accent) +
      box(348, 316, 12, 26, accent) +
      box(64, 312, 10, 20, dark(accent, 0.3)) +
      box(326, 312, 10, 20, dark(accent, 0.3)),
    path('M30 300H370V320H30Z', paint.wood(accent)),
    path('M30 186q14 -12 26 0v116h-26z', paint.wood(accent)),
    path(
      'M48 246Q52 236 70 236H346Q368 238 368 254V300H48Z',
      paint.down([
        [0, light(c, 0.32)],
        [0.4, c],
        [1, dark(c, 0.26)],
      ]),
    ),
    line('M50 272H368', dark(c, 0.32), 1.6, 'stroke-dasharray="4 3"'),
    path(
      'M60 238Q54 178 76 168Q112 158 142 172Q156 190 150 238Z',
      paint.round(
        [
          [0, light(c, 0.4)],
          [0.6, c],
          [1, dark(c, 0.24)],
        ],
        { cx: 0.38, cy: 0.34, r: 0.8 },
      ),
    ),
    path(
      'M138 238Q134 190 152 182Q186 176 210 186Q222 202 216 238Z',
      paint.round(
        [
          [0, light('#b5765a', 0.34)],
          [0.6, '#b5765a'],
          [1, dark('#b5765a', 0.28)],
        ],
        { cx: 0.38, cy: 0.34, r: 0.8 },
      ),
    ),
    shine('M240 244H340', 4, 0.35),
  ].join('');
