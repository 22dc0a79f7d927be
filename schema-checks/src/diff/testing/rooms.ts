import { composeSnapshot } from '../../compose/compose-snapshot.ts';
import type { Composition, Snapshot } from '../../model.ts';

export type Rooms = Record<string, string>;

const imports =
  `key shareable external requires provides override inaccessible tag interfaceObject composeDirective authenticated requiresScopes
  policy cost listSize`.split(/\s+/);

/** Rooms by name, each without its @link, which is put before it on a line of its own. */
function snapshotOf(rooms: Rooms): Snapshot {
  const list = imports.map((name) => `"@${name}"`).join(', ');
  const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [${list}])\n`;
  const subgraphs = Object.entries(rooms).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    file: `${name}.graphql`,
    sdl: sdl.startsWith('extend schema') ? sdl : `${head}${sdl}`,
  }));
  return { label: 'rooms', subgraphs: subgraphs.sort((one, other) => (one.name < other.name ? -1 : 1)) };
}

const composed = new Map<string, Composition>();

/** Composed once, however often a test asks for it. */
export function compositionOf(rooms: Rooms): Composition {
  const key = JSON.stringify(rooms);
  const known = composed.get(key) ?? compose(rooms);
  composed.set(key, known);
  return known;
}

function compose(rooms: Rooms): Composition {
  const result = composeSnapshot(snapshotOf(rooms));
  if (result.kind === 'refused') throw new Error(result.findings.map(({ message }) => message).join('\n'));
  return result.composition;
}
