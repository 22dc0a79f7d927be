import type { Draw } from './look.ts';
import { box, dark, each, light, line, mix, oval, path, shine, short } from './paint.ts';

export const mug: Draw = (paint, { colour: c }) => {
  const handle = paint.across([
    [0, light(c, 0.2)],
    [0.5, c],
    [1, dark(c, 0.34)],
  ]);
  const inside = paint.across([
    [0, dark(c, 0.42)],
    [0.6, dark(c, 0.2)],
    [1, dark(c, 0.1)],
  ]);
  return [
    paint.shadow(186, 104),
    line('M262 196C330 178 340 276 262 276', dark(c, 0.36), 24),
    line('M262 194C328 177 337 273 262 274', handle, 20),
    line('M270 190C312 184 320 230 306 250', light(c, 0.6), 3, 'stroke-opacity=".7"'),
    path('M96 156C97 230 100 282 106 306Q110 330 138 332L234 332Q262 330 266 306C272 282 275 230 276 156Z', paint.turned(c)),
    path('M112 320Q118 333 140 335L232 335Q254 333 260 320Q186 332 112 320Z', '#b9a68c'),
    line('M112 320Q186 332 260 320', dark(c, 0.3), 1, 'stroke-opacity=".5"'),
    oval(186, 156, 90, 19, light(c, 0.3)),
    oval(186, 157.5, 83, 15.5, inside),
    line('M105 162Q186 190 267 162', light(c, 0.6), 2, 'stroke-opacity=".6"'),
    shine('M124 186C123 230 126 270 130 296', 9),
  ].join('');
};

export const plates: Draw = (paint, { colour: c, size }) => {
  const reach = 92 + 46 * size;
  const count = 5 - Math.round(size * 2);
  const plate = (index: number): string => {
    const y = 308 - index * 17;
    const d = `M${short(200 - reach)} ${y}C${short(200 - reach * 0.86)} ${y + 26} ${short(200 - reach * 0.4)} ${y + 30} 200 ${y + 30}C${short(200 + reach * 0.4)} ${y + 30} ${short(200 + reach * 0.86)} ${y + 26} ${short(200 + reach)} ${y}Z`;
    return path(d, paint.turned(c)) + oval(200, y, reach, reach * 0.18, light(c, 0.3), 'stroke="#a58a66" stroke-width="1.6"');
  };
  const top = 308 - (count - 1) * 17;
  const well = paint.across([
    [0, dark(c, 0.16)],
    [0.5, c],
    [1, light(c, 0.5)],
  ]);
  return (
    paint.shadow(200, reach, 336) +
    each(count, plate) +
    oval(200, top + 1, reach * 0.88, reach * 0.14, well) +
    shine(
      `M${short(200 - reach * 0.62)} ${top + 4}Q${short(200 - reach * 0.3)} ${short(top - reach * 0.09)} 200 ${short(top - reach * 0.1)}`,
      3,
      0.7,
    )
  );
};

export const bowls: Draw = (paint, { colour: c }) => {
  const bowl = ([w, y, h]: readonly [number, number, number]): string => {
    const own = mix(c, '#ffffff', (124 - w) / 300);
    const inside = paint.across([
      [0, dark(own, 0.34)],
      [1, dark(own, 0.08)],
    ]);
    const d = `M${200 - w} ${y - h}C${200 - w} ${short(y - h * 0.3)} ${short(200 - w * 0.5)} ${y} ${short(200 - w * 0.4)} ${y}h${short(w * 0.8)}C${short(200 + w * 0.5)} ${y} ${200 + w} ${short(y - h * 0.3)} ${200 + w} ${y - h}Z`;
    return path(d, paint.turned(own)) + oval(200, y - h, w, w * 0.16, light(own, 0.3)) + oval(200, y - h + 2, w - 6, w * 0.13, inside);
  };
  return (
    paint.shadow(200, 92) +
    [
      [124, 332, 92],
      [100, 264, 74],
      [78, 210, 58],
      [58, 166, 42],
    ]
      .map(([w = 0, y = 0, h = 0]) => bowl([w, y, h]))
      .join('')
  );
};

export const knife: Draw = (paint, { colour: c, size }) => {
  const tip = 292 + size * 70;
  const blade = paint.down([
    [0, '#9fabb0'],
    [0.3, '#eef2f2'],
    [0.62, '#c3ccce'],
    [0.64, '#f6f8f7'],
    [1, '#b3bdc0'],
  ]);
  const handle = paint.down([
    [0, light(c, 0.34)],
    [0.5, c],
    [1, dark(c, 0.36)],
  ]);
  const knifeItself = [
    path(`M146 176L${short(tip)} 176Q${short(tip - 8)} 232 ${short(tip - 90)} 236L148 236Z`, blade),
    path(
      `M148 236L${short(tip - 90)} 236Q${short(tip - 30)} 233 ${short(tip - 7)} 206Q${short(tip - 34)} 224 ${short(tip - 92)} 227L148 227Z`,
      '#ffffff',
      'fill-opacity=".75"',
    ),
    box(134, 174, 16, 62, paint.metal('#aab3b5'), 'rx="3"'),
    path('M134 178C100 172 70 178 38 176Q24 178 26 196Q28 214 46 212C78 208 104 214 134 214Z', handle),
    each(3, (index) => oval(54 + index * 34, 195, 4.5, 4.5, '#d9c48a')),
    shine('M44 184C72 181 100 183 126 184', 4, 0.35),
  ].join('');
  return paint.shadow(206, 150, 286) + `<g transform="rotate(-8 200 220) translate(0 36)">${knifeItself}</g>`;
};

export const board: Draw = (paint, { colour: c, size }) => {
  const w = 220 + size * 90;
  const h = w * 0.6;
  const [x, y] = [200 - w / 2, 214 - h / 2];
  const tiles = each(48, (index) => {
    const [column, row] = [index % 8, Math.floor(index / 8)];
    const tone = mix(c, index % 3 === 0 ? '#6e4526' : '#f0d3a2', (((index * 31) % 7) + 1) / 22);
    return box(x + (column * w) / 8, y + (row * h) / 6, w / 8, h / 6, tone, 'stroke="#5b3a20" stroke-opacity=".28"');
  });
  return [
    paint.shadow(204, w * 0.5, short(y + h + 12)),
    box(x, y + 10, w, h, dark(c, 0.38), 'rx="12"'),
    paint.clip(box(x, y, w, h, '#000', 'rx="12"'), tiles),
    box(x, y, w, h, 'none', `rx="12" stroke="${light(c, 0.5)}" stroke-opacity=".6" stroke-width="2"`),
    oval(x + w - 28, y + h / 2, 10, 10, dark(c, 0.5)),
    line(`M${short(x + 26)} ${short(y + 20)}H${short(x + w - 26)}`, dark(c, 0.4), 3, 'stroke-opacity=".25"'),
  ].join('');
};

export const pan: Draw = (paint, { colour: c, size }) => {
  const inside = paint.round(
    [
      [0, light(c, 0.22)],
      [1, dark(c, 0.35)],
    ],
    { cx: 0.35, cy: 0.3, r: 0.9 },
  );
  const drawn = [
    paint.shadow(176, 130, 318),
    path('M290 242L378 206Q392 204 392 216Q392 226 382 229L300 268Z', paint.turned(c)),
    oval(377, 217, 7, 4, '#dfe4e2'),
    path('M40 240C42 300 100 320 172 320C244 320 302 300 304 240Z', paint.turned(c)),
    oval(172, 240, 132, 44, light(c, 0.2)),
    oval(172, 243, 122, 38, inside),
    shine('M72 236C90 218 130 208 170 208', 4, 0.3),
    path('M34 246q-8 -10 4 -16l14 4', c),
  ].join('');
  const scale = 0.82 + size * 0.18;
  return `<g transform="translate(${short(200 - 200 * scale)} ${short(332 - 322 * scale)}) scale(${short(scale * 10) / 10})">${drawn}</g>`;
};

export const tumblers: Draw = (paint, { colour: c }) => {
  const glass = (x: number, y: number, scale: number): string =>
    [
      `<g transform="translate(${x} ${y}) scale(${scale})">`,
      path('M-52 0L-42 122q2 8 42 9q40 -1 42 -9L52 0Z', paint.glass(c)),
      each(5, (index) => line(`M${-30 + index * 16} 8L${-25 + index * 13} 112`, '#fff', 2, 'stroke-opacity=".5"')),
      path('M-43 112q43 10 86 0l-1 12q-2 6 -42 7q-40 -1 -42 -7z', dark(c, 0.15), 'fill-opacity=".55"'),
      oval(0, 0, 52, 11, '#fff', `fill-opacity=".45" stroke="${dark(c, 0.25)}" stroke-opacity=".6" stroke-width="1.5"`),
      '</g>',
    ].join('');
  return paint.shadow(200, 140) + glass(128, 158, 0.92) + glass(272, 158, 0.92) + glass(164, 200, 1) + glass(252, 200, 1);
};

export const apron: Draw = (paint, { colour: c }) => {
  const shape = 'M144 108H256C258 150 276 170 298 178L306 350Q200 360 94 350L102 178C124 170 142 150 144 108Z';
  const edge = `stroke="${dark(c, 0.3)}" stroke-opacity=".6" stroke-width="1.5"`;
  return [
    line('M148 112C140 60 176 44 200 44C224 44 260 60 252 112', dark(c, 0.22), 9),
    oval(200, 42, 6, 6, '#7d6a3a'),
    `<g transform="translate(8 6)" opacity=".16">${path(shape, '#14212a')}</g>`,
    path(shape, paint.cloth(c)),
    line(
      'M170 120C162 200 150 290 148 352M232 120C240 200 254 290 258 352M200 150C198 220 202 290 200 354',
      dark(c, 0.3),
      5,
      'stroke-opacity=".24"',
    ),
    line('M146 117H254', dark(c, 0.3), 1.2, 'stroke-dasharray="4 3"'),
    path('M140 226H222V300Q222 306 216 306H146Q140 306 140 300Z', light(c, 0.1), edge),
    path('M230 226H256V300H230Z', light(c, 0.1), edge),
    line('M144 234H218', dark(c, 0.35), 1.2, 'stroke-dasharray="4 3"'),
    path('M238 200l4 -8l4 8v60h-8z', '#d8a33c'),
    line('M102 180C70 210 66 250 78 286M298 180C330 210 334 250 322 286', dark(c, 0.2), 7),
  ].join('');
};
