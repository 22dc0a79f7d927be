import { type ASTNode, Source } from 'graphql';
import type { KnownOperation, Place } from '../model.ts';

/** A GraphQL text that stands inside another file (a JSON string of a manifest), and where each of its characters stands there. */
export class PlacedSource extends Source {
  readonly placeAt: (offset: number) => Place;

  constructor(body: string, file: string, placeAt: (offset: number) => Place) {
    super(body, file);
    this.placeAt = placeAt;
  }
}

/** What a text is called that was parsed without a file: then lines count from the operation's own. */
const unnamed = new Source('').name;

/** Where a node of an operation stands: in the file of its text, which for a fragment may be another than the operation's. */
export function placeOfNode({ loc }: ASTNode, { place }: Pick<KnownOperation, 'place'>): Place {
  if (!loc) return place;
  const { source, startToken, start } = loc;
  if (source instanceof PlacedSource) return source.placeAt(start);
  if (source.name !== unnamed) return { file: source.name, line: startToken.line, column: startToken.column };
  const { line, column } = startToken;
  return { file: place.file, line: place.line + line - 1, column: line === 1 ? place.column + column - 1 : column };
}

/** Whether one node stands inside the other. */
export const within = (inner: ASTNode, outer: ASTNode): boolean =>
  inner === outer ||
  (inner.loc !== undefined &&
    outer.loc !== undefined &&
    inner.loc.source === outer.loc.source &&
    inner.loc.start >= outer.loc.start &&
    inner.loc.end <= outer.loc.end);
