import { printSchema } from 'graphql';
import { composeSnapshot } from './compose/compose-snapshot.ts';
import { isInconsistency } from './compose/findings.ts';
import { InputProblem } from './problem.ts';

/** One room's SDL as text. */
export interface RoomSdl {
  name: string;
  url: string;
  sdl: string;
}

export type ComposedRooms =
  | {
      kind: 'composed';
      supergraph: string;
      api: string;
      /** Where two rooms say different things of one type; one line each. The planner would take the intersection or either side. */
      inconsistencies: string[];
    }
  /** One line a problem, with the names of the rooms that it is between. */
  | { kind: 'refused'; problems: string[] };

/** Composes rooms that stand in no project: texts in, texts out. */
export function composeRooms(rooms: readonly RoomSdl[]): ComposedRooms {
  try {
    const composed = composeSnapshot({ label: 'rooms', subgraphs: rooms.map((room) => ({ ...room, file: `${room.name}.graphql` })) });
    if (composed.kind === 'refused') return { kind: 'refused', problems: composed.findings.map(lineOf) };
    const { supergraphSdl = '', api, hints } = composed.composition;
    const inconsistencies = hints.filter(isInconsistency).map(lineOf);
    return { kind: 'composed', supergraph: supergraphSdl, api: `${printSchema(api)}\n`, inconsistencies };
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { kind: 'refused', problems: error.message.split('\n') };
  }
}

const lineOf = ({ rule, message }: { rule: string; message: string }): string => `${rule}: ${message}`;
