import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { buildASTSchema, KnownDirectivesRule, lexicographicSortSchema } from 'graphql';
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';
import type { Composition, Finding, Snapshot } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { errorFinding, hintFinding } from './findings.ts';
import { parsedSdl } from './sdl.ts';

export type Composed = { kind: 'composed'; composition: Composition } | { kind: 'refused'; findings: Finding[] };

/**
 * Composes a snapshot. InputProblem when SDL is no GraphQL (all files named); refused, with places, when the subgraphs do not fit.
 * Without `satisfiability` nobody proves that every query can be planned, which takes as long as all the rest.
 */
export function composeSnapshot(snapshot: Snapshot, { satisfiability = true } = {}): Composed {
  if (snapshot.supergraphSdl !== undefined) return asPublished(snapshot, snapshot.supergraphSdl);
  if (snapshot.api !== undefined) return apiAlone(snapshot, snapshot.api);
  const problems: string[] = [];
  const services = snapshot.subgraphs.flatMap((source) => {
    try {
      return [{ name: source.name, url: source.url, typeDefs: parsedSdl(source) }];
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new InputProblem(problems.join('\n'));
  const result = composeServices(services, { runSatisfiability: satisfiability });
  if (result.errors) return { kind: 'refused', findings: result.errors.map((error) => errorFinding(snapshot, error)) };
  const supergraphSdl = `${result.supergraphSdl.trim()}\n`;
  const supergraph = new Supergraph(result.schema, null, false);
  const api = lexicographicSortSchema(result.schema.toAPISchema().toGraphQLJSSchema());
  const hints = result.hints.map((hint) => hintFinding(snapshot, hint));
  return { kind: 'composed', composition: { snapshot, supergraphSdl, supergraph, api, hints } };
}

function asPublished(snapshot: Snapshot, supergraphSdl: string): Composed {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: null, validateSupergraph: false });
  const api = lexicographicSortSchema(supergraph.apiSchema().toGraphQLJSSchema());
  return { kind: 'composed', composition: { snapshot, supergraphSdl, supergraph, api, hints: [] } };
}

/** An API of a server elsewhere may carry directives that it does not define. */
const apiRules = specifiedSDLRules.filter((rule) => rule !== KnownDirectivesRule);

function apiAlone(snapshot: Snapshot, sdl: string): Composed {
  const document = parsedSdl({ file: snapshot.label, sdl });
  const [error] = validateSDL(document, null, apiRules);
  const { line, column } = error?.locations?.[0] ?? {};
  if (error) throw new InputProblem(`${snapshot.label}${line === undefined ? '' : `:${line}:${column}`}: ${error.message}`);
  const api = lexicographicSortSchema(buildASTSchema(document, { assumeValidSDL: true }));
  return { kind: 'composed', composition: { snapshot, api, hints: [] } };
}
