/** Drawings stand on a canvas of 400 x 400, its floor at 332, its light from the upper left. All tones are made of one colour. */
export const canvas = 400;

export const ink = '#14212a';
const sun = '#fff8ea';

const parts = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

export const mix = (one: string, other: string, part: number): string => {
  const to = parts(other);
  const mixed = parts(one).map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

export const dark = (colour: string, part: number): string => mix(colour, ink, part);
export const light = (colour: string, part: number): string => mix(colour, sun, part);

/** Where, which colour, and how much of it (default all). */
export type Stop = readonly [at: number, colour: string, opacity?: number];

const stopsOf = (stops: readonly Stop[]): string =>
  stops
    .map(
      ([at, colour, opacity]) =>
        `<stop offset="${at}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`,
    )
    .join('');

/** What one file defines for its drawings: each is used as a `fill` by what comes back. */
export interface Paint {
  across(stops: readonly Stop[]): string;
  down(stops: readonly Stop[]): string;
  round(stops: readonly Stop[], middle?: { cx: number; cy: number; r: number }): string;
  /** Ceramic, tins, pots. */
  turned(colour: string): string;
  metal(colour: string): string;
  /** Boards and legs, without their grain. */
  wood(colour: string): string;
  cloth(colour: string): string;
  glass(colour: string): string;
  /** What stands on the table casts it. */
  shadow(x: number, reach: number, y?: number): string;
  clip(shape: string, inside: string): string;
  defs(): string;
}

export function createPaint(): Paint {
  const made: string[] = [];
  const define = (element: (id: string) => string): string => {
    const id = `p${made.length}`;
    made.push(element(id));
    return `url(#${id})`;
  };
  const across: Paint['across'] = (stops) => define((id) => `<linearGradient id="${id}">${stopsOf(stops)}</linearGradient>`);
  const down: Paint['down'] = (stops) => define((id) => `<linearGradient id="${id}" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`);
  const round: Paint['round'] = (stops, middle) =>
    define((id) => {
      const place = middle ? ` cx="${middle.cx}" cy="${middle.cy}" r="${middle.r}"` : '';
      return `<radialGradient id="${id}"${place}>${stopsOf(stops)}</radialGradient>`;
    });
  return {
    across,
    down,
    round,
    turned: (c) =>
      across([
        [0, dark(c, 0.26)],
        [0.1, dark(c, 0.08)],
        [0.3, light(c, 0.38)],
        [0.52, c],
        [0.82, dark(c, 0.2)],
        [1, dark(c, 0.34)],
      ]),
    metal: (c) =>
      across([
        [0, dark(c, 0.45)],
        [0.14, dark(c, 0.1)],
        [0.26, light(c, 0.62)],
        [0.36, light(c, 0.2)],
        [0.6, c],
        [0.82, dark(c, 0.34)],
        [0.93, dark(c, 0.12)],
        [1, dark(c, 0.4)],
      ]),
    wood: (c) =>
      across([
        [0, light(c, 0.26)],
        [0.5, c],
        [1, dark(c, 0.12)],
      ]),
    cloth: (c) =>
      across([
        [0, dark(c, 0.12)],
        [0.2, light(c, 0.26)],
        [0.42, c],
        [0.58, light(c, 0.14)],
        [0.8, dark(c, 0.08)],
        [1, dark(c, 0.24)],
      ]),
    glass: (c) =>
      across([
        [0, dark(c, 0.3), 0.75],
        [0.16, '#ffffff', 0.75],
        [0.4, c, 0.35],
        [0.8, c, 0.45],
        [1, dark(c, 0.35), 0.8],
      ]),
    shadow: (x, reach, y = 332) => {
      const fill = round([
        [0, ink, 0.34],
        [0.55, ink, 0.16],
        [1, ink, 0],
      ]);
      return `<ellipse cx="${short(x + reach * 0.14)}" cy="${y}" rx="${short(reach * 1.18)}" ry="${short(reach * 0.13)}" fill="${fill}"/>`;
    },
    clip: (shape, inside) => `<g clip-path="${define((id) => `<clipPath id="${id}">${shape}</clipPath>`)}">${inside}</g>`,
    defs: () => (made.length === 0 ? '' : `<defs>${made.join('')}</defs>`),
  };
}

/** One decimal is finer than anybody sees. */
export const short = (value: number): number => Math.round(value * 10) / 10;

export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;

export const line = (d: string, colour: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"${more && ` ${more}`}/>`;

export const oval = (cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(rx)}" ry="${short(ry)}" fill="${fill}"${more && ` ${more}`}/>`;

export const box = (x: number, y: number, width: number, height: number, fill: string, more = ''): string =>
  `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${fill}"${more && ` ${more}`}/>`;

/** As often as asked, from 0 on. */
export const each = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

/** Where the light shines back. */
export const shine = (d: string, width = 6, opacity = 0.5): string => line(d, '#fff', width, `stroke-opacity="${opacity}"`);

/** Lines that wood has. */
export const grain = (x: number, y: number, width: number, height: number, colour: string, lines = 6): string =>
  each(lines, (index) => {
    const at = short(y + (height * (index + 0.5)) / lines);
    const wave = short(((((index * 37 + 17) % 11) - 5) * height) / 60);
    const d = `M${short(x)} ${at}C${short(x + width * 0.3)} ${short(at + wave)} ${short(x + width * 0.6)} ${short(at - wave)} ${short(x + width)} ${short(at + wave / 2)}`;
    return line(d, dark(colour, 0.26), 1 + (index % 3) * 0.5, 'stroke-opacity=".45"');
  });
