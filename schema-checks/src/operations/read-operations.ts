import type { Finding, KnownOperation } from '../model.ts';
import type { Project } from '../project/config.ts';
import { futureUsage } from './future-usage.ts';
import { joinUsage } from './join-usage.ts';
import type { Loaded } from './loaded.ts';
import { readFiles } from './read-files.ts';
import { readUsage } from './usage-records.ts';
import { sumUsage } from './usage-sums.ts';

export interface ReadOperations {
  operations: KnownOperation[];
  findings: Finding[];
}

/** Every operation that a project knows of, and what is odd about them. `today` (an ISO date) ends the window of usage. */
export async function readKnownOperations({ root, config }: Project, today: string): Promise<ReadOperations> {
  const { loaded, empty } = readFiles(root, config);
  const { file, windowDays } = config.usage;
  const records = file === undefined ? [] : readUsage(root, file);
  const { operations, findings } = joinUsage(loaded, sumUsage(records, windowDays, today));
  return {
    operations: operations.sort(inOrder),
    findings: [...empty.map(emptyEntry), ...sameNames(loaded), ...futureUsage(records, today), ...findings],
  };
}

/** The operations alone. */
export const readOperations = async (project: Project, today: string): Promise<KnownOperation[]> =>
  (await readKnownOperations(project, today)).operations;

const inOrder = (a: KnownOperation, b: KnownOperation): number =>
  compare(a.client, b.client) ||
  compare(a.name, b.name) ||
  compare(a.place.file, b.place.file) ||
  a.place.line - b.place.line ||
  a.place.column - b.place.column ||
  compare(a.hash, b.hash);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const emptyEntry = (message: string): Finding => ({
  rule: 'operations-missing',
  severity: 'warning',
  message,
  advice: 'Correct the glob, or remove the entry: no change is held back for operations that are not found.',
});

/** A report that names one of them would leave open which; both are judged. */
function sameNames(loaded: readonly Loaded[]): Finding[] {
  const first = new Map<string, KnownOperation>();
  return loaded.flatMap(({ operation, named }) => {
    if (!named || operation.name.startsWith('anonymous ')) return [];
    const { name, client, target, hash, place } = operation;
    const key = JSON.stringify([name, client, target]);
    const other = first.get(key);
    if (!other) first.set(key, operation);
    if (!other || other.hash === hash) return [];
    const message = `${client} has two operations called ${name} with different texts; the other is at ${other.place.file}:${other.place.line}.`;
    return {
      rule: 'operation-names',
      severity: 'warning' as const,
      message,
      place,
      advice: 'Give each operation of a client a name of its own.',
    };
  });
}
