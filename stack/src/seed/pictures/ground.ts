import { box, canvas, dark, mix, type Paint } from './paint.ts';

/** Wall and table. */
export const plates = {
  mist: ['#e3e9e8', '#d3dcdb'],
  sand: ['#ece7db', '#ded6c5'],
  sage: ['#e2e7df', '#cfd7cb'],
  clay: ['#ece3dc', '#dccec3'],
  slate: ['#dfe5ea', '#cdd6dd'],
  straw: ['#ece8d9', '#dbd4be'],
  lilac: ['#e6e3e8', '#d4d0d8'],
} as const;

export type Plate = keyof typeof plates;

/** On a table, on a wall, in a room with its floor, or seen from above. */
export type Ground = 'stand' | 'hang' | 'room' | 'floor';

/** What is behind and below the thing. */
export function groundOf(paint: Paint, plate: Plate, ground: Ground): string {
  const [wall, table] = plates[plate];
  const behind = box(
    0,
    0,
    canvas,
    canvas,
    paint.across([
      [0, mix(wall, '#ffffff', 0.42)],
      [1, wall],
    ]),
  );
  const below = paint.down([
    [0, table],
    [1, dark(table, 0.06)],
  ]);
  switch (ground) {
    case 'stand':
      return behind + box(0, canvas * 0.7, canvas, canvas * 0.3, below);
    case 'room':
      return behind + box(0, canvas * 0.74, canvas, canvas * 0.26, below) + box(0, canvas * 0.74 - 7, canvas, 7, mix(wall, '#ffffff', 0.6));
    case 'floor':
      return box(
        0,
        0,
        canvas,
        canvas,
        paint.across([
          [0, mix(table, '#ffffff', 0.3)],
          [1, table],
        ]),
      );
    case 'hang':
      return behind;
  }
}
