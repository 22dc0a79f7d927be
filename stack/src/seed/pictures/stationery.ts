import { words } from './letters.ts';
import { type Draw, mark } from './look.ts';
import { box, dark, each, ink, light, line, oval, path, shine, short } from './paint.ts';

const scaled = (scale: number, inside: string): string =>
  `<g transform="translate(${short(200 - 200 * scale)} ${short(336 - 336 * scale)}) scale(${short(scale * 100) / 100})">${inside}</g>`;

export const notebook: Draw = (paint, { colour: c, accent, size }) => {
  const cover = paint.across([
    [0, dark(c, 0.16)],
    [0.07, dark(c, 0.3)],
    [0.1, light(c, 0.2)],
    [0.5, c],
    [1, dark(c, 0.14)],
  ]);
  return scaled(
    0.74 + size * 0.26,
    [
      paint.shadow(206, 116, 336),
      '<g transform="rotate(-4 200 220)">',
      path('M110 92h190q8 0 8 8v232q0 8 -8 8h-190z', ink, 'fill-opacity=".18" transform="translate(10 6)"'),
      path('M116 98h192v242h-192z', '#f3efe2'),
      line('M306 100v238M303 100v238M300 100v238', '#cfc8b4', 1),
      path('M104 84h190q8 0 8 8v232q0 8 -8 8h-190z', cover),
      line('M122 84v248', dark(c, 0.4), 1.5, 'stroke-opacity=".6"'),
      box(172, 128, 92, 56, '#f5f1e4', 'rx="1.5"'),
      line('M184 148h68M184 160h68M184 172h40', '#9aa09a', 1.4),
      path('M226 332l-3 34l8 -7l7 8l2 -35z', accent),
      '</g>',
    ].join(''),
  );
};

export const planner: Draw = (paint, { colour: c, accent }) =>
  [
    paint.shadow(200, 150, 330),
    path('M34 128L196 116L196 322L28 334Z', '#f6f3e8', 'stroke="#d8d1bd"') +
      path('M366 128L204 116L204 322L372 334Z', '#f1ede0', 'stroke="#d8d1bd"'),
    path(
      'M28 334L196 322L372 334L372 342L200 330L28 342Z',
      paint.across([
        [0, dark(c, 0.2)],
        [0.5, c],
        [1, dark(c, 0.3)],
      ]),
    ),
    each(4, (i) =>
      line(`M${44 - i * 1.5} ${168 + i * 42}L186 ${158 + i * 42}M214 ${158 + i * 42}L${356 + i * 1.5} ${168 + i * 42}`, '#c9c2ae', 1.2),
    ),
    each(7, (i) => box(i < 4 ? 46 : 218, 140 + (i % 4) * 42 - (i < 4 ? 0 : 4), 18, 5, i === 2 ? accent : light(c, 0.2), 'rx="1"')),
    line('M74 152h70M72 196h92M70 238h54M244 148h82M246 190h50', '#8f978f', 2, 'stroke-opacity=".7"'),
    each(15, (i) => line(`M193 ${124 + i * 13.5}h14`, '#9aa3a6', 3)),
    path('M230 116l0 58l7 -7l7 7v-58z', accent),
  ].join('');

export const pencils: Draw = (paint, { colour: c, accent }) => {
  const pencil = (index: number): string => {
    const x = 118 + index * 15;
    const top = 92 + ((index * 37) % 19);
    const wood = paint.across([
      [0, dark(c, 0.3)],
      [0.3, light(c, 0.35)],
      [0.32, c],
      [0.66, c],
      [0.68, dark(c, 0.22)],
      [1, dark(c, 0.36)],
    ]);
    return (
      path(`M${x} ${top + 34}h13v190h-13z`, wood) +
      path(`M${x} ${top + 34}l6.500 -34l6.500 34q-3 5 -6.500 0q-3 5 -6.500 0z`, '#e6c79b') +
      path(`M${x + 4.5} ${top + 10}l2 -10l2 10z`, '#2b3236')
    );
  };
  return [
    paint.shadow(200, 104, 334),
    each(12, pencil),
    path('M104 214h192l-6 114q-4 8 -90 8q-86 0 -90 -8z', paint.turned('#e9e4d6')),
    box(104, 230, 192, 8, accent),
    mark(178, 254, 1.6, ink) + words('cedar', 200, 316, 10, ink),
  ].join('');
};

export const pen: Draw = (paint, { colour: c, kind }) => {
  const metal = paint.down([
    [0, dark(c, 0.3)],
    [0.2, light(c, 0.6)],
    [0.34, light(c, 0.2)],
    [0.6, c],
    [1, dark(c, 0.42)],
  ]);
  const nib =
    kind === 'FOUNT'
      ? path('M330 190L388 204L330 218Q322 204 330 190Z', '#d9dcd8', 'stroke="#8b9396"') +
        line('M346 204H382', '#5f686b', 1.5) +
        oval(344, 204, 3, 3, '#5f686b')
      : path(`M330 192L${kind === 'BALL' ? 372 : 380} 202V206L330 216Z`, paint.metal('#aab3b5')) +
        oval(kind === 'BALL' ? 373 : 381, 204, 3, 2, '#3b464b');
  const drawn = [
    box(60, 188, 200, 32, metal, 'rx="12"'),
    path('M256 188H312Q330 190 332 196V212Q330 218 312 220H256Z', metal),
    box(250, 187, 8, 34, dark(c, 0.36)) + box(244, 187, 3, 34, light(c, 0.5)),
    path(
      'M74 178h120q10 0 10 6t-10 6H74q-6 0 -6 -6t6 -6z',
      paint.down([
        [0, light(c, 0.5)],
        [1, dark(c, 0.2)],
      ]),
    ),
    nib,
    shine('M86 196H236', 3, 0.55),
  ].join('');
  return `<g transform="rotate(-24 200 220)">${oval(
    206,
    262,
    170,
    12,
    paint.round([
      [0, ink, 0.3],
      [1, ink, 0],
    ]),
  )}<g transform="translate(-14 26)">${drawn}</g></g>`;
};

export const cards: Draw = (paint, { colour: c, accent, kind }) => {
  const text: Readonly<Record<string, string>> = { THANKS: 'thank you', BDAY: 'birthday', NEW: 'new home' };
  const card = (x: number, y: number, turn: number, front: boolean): string =>
    `<g transform="rotate(${turn} ${x + 76} ${y + 104})">${[
      box(x + 6, y + 7, 152, 206, ink, 'fill-opacity=".14"'),
      box(x, y, 152, 206, front ? '#fbf8ef' : light(c, 0.6), 'stroke="#ded6c4"'),
      front ? box(x + 12, y + 12, 128, 182, 'none', `stroke="${c}" stroke-width="2"`) : '',
      front ? mark(x + 48, y + 46, 2, accent) : '',
      front && text[kind] ? words(text[kind] ?? '', x + 76, y + 150, 11, dark(c, 0.1)) : '',
      front && !text[kind] ? line(`M${x + 46} ${y + 146}h60`, c, 2) : '',
    ].join('')}</g>`;
  return (
    paint.shadow(206, 120, 340) +
    card(60, 112, -12, false) +
    card(190, 118, 11, false) +
    card(124, 96, -2, true) +
    path('M232 262l96 -20l26 78l-96 20z', light(accent, 0.35)) +
    line('M232 262l66 34l30 -54', dark(accent, 0.2), 2)
  );
};

/** Bread, a darned heart, or a pot plant. */
const picturesOnBooks: Readonly<Record<string, (c: string) => string>> = {
  bread: (c) =>
    path('M140 216C136 176 172 158 206 158C244 158 276 178 270 216Q268 236 250 240H160Q144 236 140 216Z', '#c98a4b') +
    line('M170 176q10 18 2 38M202 168q12 20 2 46M236 174q10 18 4 40', '#f0d3a2', 6) +
    line('M150 244H260', dark(c, 0.3), 2),
  mend: () =>
    path('M204 242C150 206 148 166 176 160Q196 158 204 178Q212 158 232 160C260 166 258 206 204 242Z', '#b5553c') +
    line('M182 186l44 22M190 180l40 20M178 196l36 18M196 214l22 -34M184 206l22 -34M208 220l22 -34', '#f3e6cf', 2.5),
  balcony: () =>
    path('M172 210h64l-8 40h-48z', '#c4714c') +
    path('M204 212q-34 -14 -36 -50q34 6 36 50zM204 212q34 -14 36 -50q-34 6 -36 50zM204 212q-14 -32 0 -66q14 34 0 66z', '#5f7a55'),
};

export const book: Draw = (paint, { colour: c, accent, label: [title], kind, size }) => {
  const soft = kind === 'PB';
  const cover = paint.across([
    [0, dark(c, 0.3)],
    [0.05, dark(c, 0.1)],
    [0.09, light(c, 0.24)],
    [0.5, c],
    [1, dark(c, 0.12)],
  ]);
  const which = Object.keys(picturesOnBooks)[Math.round(size * 2)] ?? 'bread';
  const lines = title.match(/.{1,11}(?= |$)/g) ?? [];
  return [
    paint.shadow(206, 116, 340),
    '<g transform="rotate(-3 200 220)">',
    path(`M104 82H304V${soft ? 334 : 340}H104Z`, '#f2ecdc'),
    line('M302 90V336M299 90V336', '#cfc6b0', 1),
    path(`M98 74H${soft ? 300 : 306}V330H98Z`, cover),
    soft ? '' : line('M116 74V330', dark(c, 0.4), 2, 'stroke-opacity=".5"'),
    box(118, 94, 170, 2, accent) + box(118, 308, 170, 2, accent),
    lines.map((text, index) => words(text.trim(), 203, 120 + index * 18, Math.min(12, 150 / text.length), light(c, 0.85))).join(''),
    `<g transform="translate(0 24)">${picturesOnBooks[which]?.(c) ?? ''}</g>`,
    words('landfall', 203, 300, 7, light(c, 0.7)),
    '</g>',
  ].join('');
};
