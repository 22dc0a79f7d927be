import type { CompositionSuccess } from '@apollo/composition';
import type { ASTNode, GraphQLError } from 'graphql';
import type { Finding, Place, Snapshot, SubgraphSource } from '../model.ts';
import { placeOf, placesOf } from './sdl.ts';

/** An error of composition, with its place in every subgraph that it is of. */
export function errorFinding(snapshot: Snapshot, error: GraphQLError): Finding {
  const code = typeof error.extensions['code'] === 'string' ? error.extensions['code'] : 'INVALID_GRAPHQL';
  return located(snapshot, { rule: code, severity: 'error', message: error.message }, error.nodes, coordinatesIn(error.message));
}

/**
 * A hint of composition. What two subgraphs say differently of one type warns: an argument that has to come to several subgraphs comes
 * to one of them first, and a planner takes the intersection meanwhile.
 */
export function hintFinding(snapshot: Snapshot, { definition, message, coordinate, nodes }: CompositionSuccess['hints'][number]): Finding {
  const severity = isInconsistency({ rule: definition.code }) || definition.level.name === 'WARN' ? 'warning' : 'info';
  const finding: Finding = { rule: definition.code, severity, message };
  return located(snapshot, finding, nodes, coordinate === undefined ? coordinatesIn(message) : [coordinate]);
}

/** Hints with the severity that a project gives to what its subgraphs say differently. */
export const weighed = (hints: readonly Finding[], severity: 'warning' | 'error'): Finding[] =>
  hints.map((hint) => (isInconsistency(hint) ? { ...hint, severity } : hint));

/** Whether a hint tells of subgraphs that say different things of one element. */
export const isInconsistency = ({ rule }: Pick<Finding, 'rule'>): boolean => rule.startsWith('INCONSISTENT_');

function located(snapshot: Snapshot, finding: Finding, nodes: readonly ASTNode[] | undefined, coordinates: readonly string[]): Finding {
  const path = coordinates.find((each) => snapshot.subgraphs.some((source) => placesOf(source).has(each)));
  const fromNodes = (nodes ?? []).flatMap((node) => placeOf(node) ?? []);
  const fromNames = path === undefined ? [] : concerned(snapshot, finding.message).flatMap((source) => placesOf(source).get(path) ?? []);
  const [place, ...also] = unique(fromNodes.length > 0 ? fromNodes : fromNames);
  const subgraph = place && snapshot.subgraphs.find(({ file }) => file === place.file)?.name;
  return {
    ...finding,
    ...(path !== undefined && { path }),
    ...(subgraph !== undefined && { subgraph }),
    ...(place && { place }),
    ...(also.length > 0 && { also }),
  };
}

/** `"Type.field"`, `"Type.field(arg:)"`, `"@directive"` and `"Type"` as messages quote them; the longest says most. */
const coordinatesIn = (message: string): string[] =>
  [...message.matchAll(/"(@?\w+(?:\.\w+)?(?:\(\w+:\))?)"/g)].flatMap(([, name]) => name ?? []).sort((a, b) => depth(b) - depth(a));

const depth = (coordinate: string): number => coordinate.split(/[.(]/).length;

/** The subgraphs that a message names, or all. */
function concerned({ subgraphs }: Snapshot, message: string): readonly SubgraphSource[] {
  const named = subgraphs.filter(({ name }) => message.startsWith(`[${name}] `) || message.includes(`"${name}"`));
  return named.length > 0 ? named : subgraphs;
}

function unique(places: readonly Place[]): Place[] {
  const seen = new Map(places.map((place) => [`${place.file}:${place.line}:${place.column}`, place]));
  return [...seen.values()];
}
