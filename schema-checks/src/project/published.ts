import { Supergraph } from '@apollo/federation-internals';
import { buildClientSchema, GraphQLError, type IntrospectionQuery, parse, printSchema, Source } from 'graphql';
import type { Snapshot } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { jsonOf } from './json.ts';
import { sorted } from './working-tree.ts';

/** What a published file holds: supergraph SDL, API SDL, or the JSON that answers an introspection. */
export function readPublished(label: string, text: string): Snapshot {
  if (text.trimStart().startsWith('{')) return { label, subgraphs: [], api: fromIntrospection(label, jsonOf(text, label)) };
  try {
    parse(new Source(text, label), { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line = 1, column = 1 } = error.locations?.[0] ?? {};
    throw new InputProblem(`${label}:${line}:${column}: ${error.message}`);
  }
  if (!/@(?:link|core)\(\s*(?:url|feature):\s*"https:\/\/specs\.apollo\.dev\/join\//.test(text)) return { label, subgraphs: [], api: text };
  return fromSupergraph(label, text);
}

function fromSupergraph(label: string, supergraphSdl: string): Snapshot {
  try {
    const contained = Supergraph.build(supergraphSdl, { supportedFeatures: null }).subgraphs();
    const subgraphs = contained.values().map((subgraph) => ({
      name: subgraph.name,
      url: subgraph.url,
      file: label,
      sdl: subgraph.toString(),
    }));
    return { label, subgraphs: sorted(subgraphs), supergraphSdl };
  } catch (error) {
    throw new InputProblem(`${label}: this supergraph cannot be read: ${(error as Error).message}`);
  }
}

/** The SDL of an introspection, with or without the `data` around it. */
export function fromIntrospection(label: string, answer: unknown): string {
  const { data = answer } = answer as { data?: unknown };
  try {
    return printSchema(buildClientSchema(data as IntrospectionQuery));
  } catch (error) {
    throw new InputProblem(`${label}: this is no answer to an introspection: ${(error as Error).message.split('\n')[0]}`);
  }
}
