import type { Names } from './names.ts';

/** Words that the files of a room could not be written with. */
const language =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield';
const graphql = 'String Int Float Boolean ID Query Mutation Subscription';
const builtIn = 'Array Boolean Date Error Map Number Object Promise Readonly Record Set String Symbol';
/** What stack/src/rooms.ts says of itself, DATABASE_URL and SMTP_URL, and containers that are no rooms. */
const rooms = 'room rooms registry database smtp nats provision';
/** Not to be had as a table without quotes. */
const sql = 'overlaps references values';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const constants = words(`${language} ${rooms}`);
const identifiers = words(language);
const types = words(`${graphql} ${builtIn}`);
const tables = words(sql);

export const isReservedRoom = (room: string): boolean => constants.has(room);
export const isReservedEntity = ({ Entity, entity, table }: Names): boolean =>
  types.has(Entity) || identifiers.has(entity) || tables.has(table);
