import { composeServices } from '@apollo/composition';
import { type DocumentNode, GraphQLError, lexicographicSortSchema, parse, printSchema } from 'graphql';

/** One room's SDL as text. */
export interface RoomSdl {
  name: string;
  url: string;
  sdl: string;
}

export type Composed =
  | {
      kind: 'composed';
      supergraph: string;
      api: string;
      /** Where two rooms say different things of one type; one line each. The planner would take the intersection or either side. */
      inconsistencies: string[];
    }
  /** One line a problem, with the names of the rooms that it is between. */
  | { kind: 'refused'; problems: string[] };

/** Composes the rooms into the supergraph that the gateway reads and the API schema that clients see (sorted, nothing internal). */
export function composeRooms(rooms: readonly RoomSdl[]): Composed {
  const services: { name: string; url: string; typeDefs: DocumentNode }[] = [];
  const problems: string[] = [];
  for (const { name, url, sdl } of rooms) {
    try {
      services.push({ name, url, typeDefs: parse(sdl) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      problems.push(`[${name}] ${error.message} (line ${error.locations?.[0]?.line ?? '?'})`);
    }
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  const result = composeServices(services);
  if (result.errors) return { kind: 'refused', problems: result.errors.map(lineOf) };
  const inconsistencies = result.hints
    .filter(({ definition }) => definition.code.startsWith('INCONSISTENT_'))
    .map(({ definition, message }) => `${definition.code}: ${message}`);
  const api = lexicographicSortSchema(result.schema.toAPISchema().toGraphQLJSSchema());
  return { kind: 'composed', supergraph: `${result.supergraphSdl.trim()}\n`, api: `${printSchema(api)}\n`, inconsistencies };
}

const lineOf = ({ message, extensions }: GraphQLError): string => {
  const { code } = extensions;
  return typeof code === 'string' ? `${code}: ${message}` : message;
};
