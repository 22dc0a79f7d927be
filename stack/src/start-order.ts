/**
 * Rooms in the order they are started, those of one wave side by side: who is called comes before who calls. Where rooms call each other
 * in a circle, the one that calls the fewest goes first and finds the others later; so whoever coordinates the most is last to start
 * and, since a stop goes the other way, first to stop, while all that it calls are still up.
 */
export function startOrder<Name extends string>(asks: Readonly<Record<Name, readonly string[]>>): Name[][] {
  const left = new Set(Object.keys(asks) as Name[]);
  const waves: Name[][] = [];
  while (left.size > 0) {
    const waits = (name: Name): boolean => asks[name].some((other) => other !== name && left.has(other as Name));
    const free = [...left].filter((name) => !waits(name));
    const wave = free.length > 0 ? free : [...left].sort((a, b) => asks[a].length - asks[b].length).slice(0, 1);
    for (const name of wave) left.delete(name);
    waves.push(wave);
  }
  return waves;
}
