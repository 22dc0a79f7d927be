import type { Graph, Source } from './elements.ts';

export interface Rule {
  /** What configuration and findings call it: kebab-case, as its file. */
  name: string;
  /** Unless the configuration says otherwise. */
  severity: 'off' | 'warning' | 'error';
  /** What it asks for, in one sentence. */
  asks: string;
  /** Where that comes from, or why. */
  source: string;
  /** The composed graph needs it of every subgraph, also of one that is not the house's own. */
  everywhere?: true;
  /** SDL that it refuses, and the findings: exactly these. */
  bad: Example & { found: readonly { path: string; message: RegExp }[] };
  /** SDL that it has nothing to say of. */
  good: Example;
  check: (graph: Graph) => Offence[];
}

/** The SDL of each subgraph, without the link to federation, which all have. */
export interface Example {
  sdl: Readonly<Record<string, string>>;
}

export interface Offence {
  /** The schema coordinate. */
  path: string;
  source: Source;
  line: number;
  column: number;
  message: string;
  advice: string;
}

/** An offence of an element, at its name. */
export function offence(
  { path, source, name }: { path: string; source: Source; name: { loc?: { startToken: { line: number; column: number } } | undefined } },
  message: string,
  advice: string,
): Offence {
  const { line, column } = name.loc?.startToken ?? { line: 1, column: 1 };
  return { path, source, line, column, message: `${path}: ${message}`, advice };
}
