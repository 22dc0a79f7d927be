import type { Draw } from './look.ts';
import { box, dark, each, ink, light, line, mix, oval, type Paint, path, short } from './paint.ts';

const folded = (paint: Paint, c: string, y: number, x = 84, w = 216): string =>
  path(
    `M${x} ${y}q-22 -20 0 -40h${w}q22 2 22 20t-22 20z`,
    paint.across([
      [0, dark(c, 0.1)],
      [0.3, light(c, 0.2)],
      [1, dark(c, 0.22)],
    ]),
  ) +
  line(`M${x + 2} ${y - 3}h${w - 2}`, dark(c, 0.35), 2, 'stroke-opacity=".6"') +
  line(`M${x + w + 4} ${y - 20}h-${w - 26}`, dark(c, 0.25), 1.5, 'stroke-opacity=".5"');

export const blanket: Draw = (paint, { colour: c }) =>
  [
    paint.shadow(200, 126, 334),
    folded(paint, c, 330) + folded(paint, light(c, 0.1), 290) + folded(paint, light(c, 0.2), 250),
    path('M98 212h194q10 0 14 -6l-8 -8h-188q-10 0 -16 8z', light(c, 0.3)),
    each(22, (i) => line(`M${112 + i * 8} 214q${(i % 3) - 1} 12 ${(i % 2) * 2 - 1} ${26 + (i % 4) * 2}`, light(c, 0.34), 3)),
    line('M110 222h176', '#efe9da', 3, 'stroke-opacity=".5"'),
  ].join('');

export const throwOver: Draw = (paint, { colour: c }) =>
  [
    `<g opacity=".15" transform="translate(8 8)">${path('M92 70Q200 50 308 70L322 330Q200 350 78 330Z', ink)}</g>`,
    path('M92 70Q200 50 308 70L322 330Q200 350 78 330Z', paint.cloth(c)),
    each(6, (i) =>
      line(
        `M${86 - i * 1.5} ${110 + i * 36}Q200 ${124 + i * 36} ${314 + i * 1.5} ${110 + i * 36}`,
        i % 2 ? light(c, 0.5) : dark(c, 0.22),
        i % 2 ? 6 : 2.5,
        'stroke-opacity=".5"',
      ),
    ),
    line('M150 66C142 150 136 250 132 336M252 66C260 150 268 250 272 336', dark(c, 0.3), 5, 'stroke-opacity=".22"'),
    each(30, (i) => line(`M${82 + i * 8} ${short(332 + Math.sin((i / 29) * Math.PI) * 10)}v16`, light(c, 0.3), 2.5)),
    box(70, 60, 260, 9, '#8a6a44', 'rx="4.5"'),
  ].join('');

export const cushion: Draw = (paint, { colour: c }) =>
  [
    paint.shadow(200, 128, 334),
    path(
      'M74 120Q200 92 326 120Q336 226 326 326Q200 342 74 326Q64 226 74 120Z',
      paint.round(
        [
          [0, light(c, 0.34)],
          [0.6, c],
          [1, dark(c, 0.3)],
        ],
        { cx: 0.38, cy: 0.34, r: 0.8 },
      ),
    ),
    line(
      'M74 120Q110 170 118 220M326 120Q296 166 288 216M78 322Q120 280 150 270M322 322Q286 286 262 276',
      dark(c, 0.3),
      5,
      'stroke-opacity=".3"',
    ),
    line('M80 126Q200 98 320 126', light(c, 0.5), 2, 'stroke-opacity=".5"'),
    line('M82 318Q200 334 318 318', dark(c, 0.4), 1.4, 'stroke-dasharray="4 3"'),
  ].join('');

const waffle = (x: number, y: number, w: number, h: number, c: string): string =>
  each(Math.floor(w / 12), (i) => line(`M${short(x + 6 + i * 12)} ${y}v${h}`, dark(c, 0.2), 1, 'stroke-opacity=".4"')) +
  each(Math.floor(h / 12), (i) => line(`M${x} ${short(y + 6 + i * 12)}h${w}`, light(c, 0.6), 1.5, 'stroke-opacity=".6"'));

export const towel: Draw = (paint, { colour: c, size }) => {
  const [w, h] = [104 + size * 76, 176 + size * 60];
  const x = 200 - w / 2;
  return [
    box(40, 74, 320, 10, paint.metal('#b98f3e'), 'rx="5"') +
      oval(44, 79, 10, 10, dark('#b98f3e', 0.2)) +
      oval(356, 79, 10, 10, dark('#b98f3e', 0.2)),
    `<g opacity=".15" transform="translate(8 8)">${box(x, 72, w, h, ink)}</g>`,
    path(`M${short(x)} 72Q200 64 ${short(x + w)} 72V${short(72 + h)}Q200 ${short(80 + h)} ${short(x)} ${short(72 + h)}Z`, paint.cloth(c)),
    waffle(x, 78, w, h - 40, c),
    box(x, 48 + h, w, 6, light(c, 0.5), 'fill-opacity=".7"') +
      line(`M${short(x)} ${short(64 + h)}h${short(w)}`, dark(c, 0.3), 1.2, 'stroke-dasharray="4 3"'),
    line(`M${short(x + w * 0.3)} 80V${short(66 + h)}M${short(x + w * 0.7)} 80V${short(66 + h)}`, dark(c, 0.3), 5, 'stroke-opacity=".16"'),
  ].join('');
};

export const sheets: Draw = (paint, { colour: c, accent, size }) => {
  const w = 160 + size * 60;
  const x = 200 - w / 2;
  return [
    paint.shadow(200, w * 0.62, 334),
    folded(paint, c, 330, x, w) + folded(paint, light(c, 0.2), 292, x, w) + folded(paint, light(c, 0.4), 254, x + 8, w - 16),
    path(`M${short(x + 12)} 214q-12 -18 6 -22h${short(w - 36)}q18 4 6 22z`, paint.cloth(light(c, 0.5))),
    path('M186 190h28v142h-28z', accent, 'fill-opacity=".85"'),
    path('M200 214C168 192 160 222 200 218C240 222 232 192 200 214Z', accent) + line('M200 216l-16 24M200 216l18 22', dark(accent, 0.1), 7),
  ].join('');
};

export const rug: Draw = (paint, { colour: c, accent, size }) => {
  const w = 116 + size * 36;
  const shape = `M${short(200 - w)} 170H${short(200 + w)}L${short(200 + w + 34)} 316H${short(200 - w - 34)}Z`;
  const row = (index: number): string => {
    const y = 184 + index * 26;
    const half = w + (34 * (y - 170)) / 146;
    return each(9, (i) => {
      const x = 200 - half + ((i + 0.5) * half * 2) / 9;
      return path(
        `M${short(x)} ${y - 9}l${short(half / 11)} 9l${short(-half / 11)} 9l${short(-half / 11)} -9z`,
        index % 2 ? accent : mix(c, '#2e3a3e', 0.5),
        'fill-opacity=".8"',
      );
    });
  };
  return [
    path(`M${short(200 - w)} 174H${short(200 + w)}L${short(200 + w + 36)} 322H${short(200 - w - 36)}Z`, ink, 'fill-opacity=".16"'),
    path(
      shape,
      paint.down([
        [0, dark(c, 0.06)],
        [1, light(c, 0.2)],
      ]),
    ),
    paint.clip(`<path d="${shape}"/>`, each(5, row)),
    line(`M${short(200 - w + 6)} 175H${short(200 + w - 6)}M${short(200 - w - 28)} 310H${short(200 + w + 28)}`, light(c, 0.5), 3),
    each(30, (i) => line(`M${short(200 - w - 32 + (i * (2 * w + 64)) / 29)} 317l${(i % 3) - 1} 14`, light(c, 0.3), 2.5)),
  ].join('');
};

export const tablecloth: Draw = (paint, { colour: c, accent, size }) => {
  const w = 112 + size * 44;
  const shape = `M${short(200 - w)} 168H${short(200 + w)}L${short(200 + w + 22)} 214V306q-12 10 -26 0q-16 -14 -32 0q-18 12 -36 0q-20 -14 -40 0q-20 12 -40 0q-18 -14 -36 0q-16 12 -${short(Math.max(8, 2 * w - 182))} 0q-14 -12 -${32 - 4} 0V214Z`;
  return [
    box(200 - w + 14, 300, 10, 44, '#8a6a44') + box(200 + w - 24, 300, 10, 44, '#8a6a44'),
    paint.shadow(200, w + 18, 346),
    path(shape, paint.cloth(c)),
    paint.clip(
      `<path d="${shape}"/>`,
      each(15, (i) =>
        path(
          `M${short(200 - w + (i * 2 * w) / 14 - 4)} 168h8L${short(200 - w - 22 + (i * (2 * w + 44)) / 14 + 5)} 214V320h-10V214Z`,
          accent,
          'fill-opacity=".75"',
        ),
      ),
    ),
    line(`M${short(200 - w - 22)} 214H${short(200 + w + 22)}`, dark(c, 0.3), 2, 'stroke-opacity=".5"'),
    path('M178 178q-2 -26 8 -40h28q10 14 8 40q-22 8 -44 0z', paint.turned('#e9e7e0')) +
      line('M200 138V92M200 120Q186 104 180 86M200 118Q216 102 222 88', '#5f7a55', 3) +
      oval(178, 82, 9, 9, '#d8a33c') +
      oval(224, 84, 8, 8, '#c8703f') +
      oval(200, 84, 10, 10, '#e3bf5c'),
  ].join('');
};

export const napkins: Draw = (paint, { colour: c }) => {
  const one = (index: number): string => {
    const own = light(c, index * 0.05);
    return `<g transform="translate(${index * 7 - 16} ${-index * 16}) rotate(${index * 3 - 8} 200 300)">${path('M104 300L200 262L296 300L200 338Z', paint.cloth(own), `stroke="${dark(own, 0.25)}" stroke-opacity=".5"`)}${line('M112 300L200 265L288 300', light(own, 0.5), 1.4, 'stroke-dasharray="4 3"')}</g>`;
  };
  return (
    paint.shadow(200, 116, 326) +
    each(6, one) +
    `<g transform="translate(18 -96)">${line('M160 300Q200 284 250 304', '#8a6a44', 3)}${oval(252, 305, 5, 5, '#b5553c')}</g>`
  );
};
