import { ConfigError } from '@cartograph/kit/config';
import type { Names } from './names.ts';
import { isReservedEntity, isReservedRoom } from './reserved.ts';

export interface Taken {
  /** Names of rooms, subgraphs, workspaces and folders. */
  names: readonly string[];
  /** Who has a port, by the port. */
  ports: Readonly<Record<string, string>>;
  /** Every type and query there is. */
  supergraph: string;
}

/** Before anything is written: nothing that is there may be hidden or changed by a new room. */
export function refuseTaken(wanted: Names, { names, ports, supergraph }: Taken): void {
  const { room, port, Entity, entity } = wanted;
  const refuse = (why: string): never => {
    throw new ConfigError(`${why}; nothing was written.`);
  };
  if (names.includes(room)) refuse(`${room}: there is a room, a workspace or a folder of this name`);
  if (isReservedRoom(room)) refuse(`${room}: code or the environment has this word for itself; choose another`);
  if (isReservedEntity(wanted)) refuse(`${Entity}: code, GraphQL or SQL has this word for itself; choose another with --entity`);
  if (ports[port]) refuse(`--port ${port}: ${ports[port]} has it`);
  if (new RegExp(`^(type|interface|union|enum|input|scalar) ${Entity}\\b`, 'm').test(supergraph))
    refuse(`${Entity}: there is a type of this name; choose another with --entity`);
  const [, queries = ''] = /^type Query\b([^]*?)^\}/m.exec(supergraph) ?? [];
  if (new RegExp(`^  ${entity}\\b`, 'm').test(queries)) refuse(`${entity}: there is a query of this name; choose another with --entity`);
}
