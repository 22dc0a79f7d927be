interface Manifest {
  name: string;
  dependencies: Readonly<Record<string, string>>;
}

interface Lock {
  packages: Readonly<Record<string, object>>;
}

const printed = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** As npm sorts them. */
const sorted = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => a.localeCompare(b, 'en')));

const depending = <M extends Pick<Manifest, 'dependencies'>>(one: M, room: string): M => ({
  ...one,
  dependencies: sorted({ ...one.dependencies, [`@cartograph/${room}`]: '*' }),
});

/** The manifest of a new room: that of a room there is, under another name. */
export const roomManifest = (model: string, room: string): string =>
  printed({ ...(JSON.parse(model) as Manifest), name: `@cartograph/${room}` });

/** What starts rooms names each as a dependency. */
export const withDependency = (text: string, room: string): string => printed(depending(JSON.parse(text) as Manifest, room));

/** The lock as npm writes it once the room is a workspace; no version changes, since the room has the dependencies of its model. */
export function lockWith(text: string, room: string, model: string): string {
  const lock = JSON.parse(text) as Lock;
  const packages = {
    ...lock.packages,
    stack: depending(lock.packages['stack'] as Manifest, room),
    [`node_modules/@cartograph/${room}`]: { resolved: `subgraphs/${room}`, link: true },
    [`subgraphs/${room}`]: { ...lock.packages[`subgraphs/${model}`], name: `@cartograph/${room}` },
  };
  return printed({ ...lock, packages: sorted(packages) });
}
