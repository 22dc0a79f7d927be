import type { Finding, KnownOperation } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { type Loaded, loadText } from './loaded.ts';
import { PlacedSource } from './placed-source.ts';
import { parseText } from './split-document.ts';
import { addUsage, type UsageSum } from './usage-sums.ts';

export interface Joined {
  operations: KnownOperation[];
  findings: Finding[];
}

/**
 * Committed operations with what was recorded of them, and the recorded ones that are committed nowhere. A record is found by the
 * hash of the text, by the hash that a manifest gives it, or by the signature of the text that it carries.
 */
export function joinUsage(loaded: readonly Loaded[], sums: readonly UsageSum[]): Joined {
  const operations = new Map<Loaded['operation'], KnownOperation>(loaded.map(({ operation }) => [operation, operation]));
  const recorded = new Map<string, KnownOperation>();
  const unknown: UsageSum[] = [];
  const find = finder(loaded);
  for (const sum of sums) {
    const texts = find(sum);
    if (texts.length === 0) unknown.push(sum);
    const own = texts.filter(({ client }) => client === sum.client && operations.size > 0).filter((each) => operations.has(each));
    for (const each of own) operations.set(each, withUsage(operations.get(each) ?? each, sum));
    const [first] = texts;
    if (own.length > 0 || !first) continue;
    const key = JSON.stringify([sum.client, first.target, first.hash]);
    recorded.set(key, withUsage(recorded.get(key) ?? asRecorded(first, sum), sum));
  }
  return { operations: [...operations.values(), ...recorded.values()], findings: unknownOnes(unknown) };
}

function withUsage(operation: KnownOperation, { usage }: UsageSum): KnownOperation {
  return { ...operation, usage: operation.usage ? addUsage(operation.usage, usage) : usage };
}

/** An operation of somebody's, as another client was seen to send it. Its examples are not that client's. */
function asRecorded({ variables: _, ...operation }: KnownOperation, { client }: UsageSum): KnownOperation {
  return { ...operation, client, recorded: true };
}

function finder(loaded: readonly Loaded[]) {
  const byHash = new Map<string, KnownOperation[]>();
  const bySignature = new Map<string, KnownOperation[]>();
  const note = (map: Map<string, KnownOperation[]>, key: string, operation: KnownOperation) => {
    const all = map.get(key);
    if (all) all.push(operation);
    else map.set(key, [operation]);
  };
  for (const { operation, hashes, signature } of loaded) {
    if (operation.target.kind !== 'api') continue;
    for (const hash of hashes) note(byHash, hash, operation);
    note(bySignature, signature, operation);
  }
  const told = new Map<string, KnownOperation[]>();
  return (sum: UsageSum): KnownOperation[] => {
    const found = named(byHash.get(sum.hash) ?? [], sum);
    if (found.length > 0 || sum.text === undefined) return found;
    const known = told.get(sum.hash) ?? fromText(sum, bySignature);
    told.set(sum.hash, known);
    return named(known, sum);
  };
}

/** Of several operations in one text the one that was asked for. */
function named(operations: readonly KnownOperation[], { operation }: UsageSum): KnownOperation[] {
  const own = operations.filter(({ name }) => name === operation);
  return own.length > 0 ? own : [...operations];
}

/** What a recorded text holds: committed operations where they are the same, else those of the text itself. */
function fromText({ hash, text = '', place, client }: UsageSum, bySignature: ReadonlyMap<string, KnownOperation[]>): KnownOperation[] {
  try {
    const parsed = parseText(new PlacedSource(text, place.file, () => place));
    return loadText(parsed, { client, target: { kind: 'api' } }).flatMap(
      ({ operation, signature }) => bySignature.get(signature) ?? [{ ...operation, hash, recorded: true as const }],
    );
  } catch (error) {
    if (error instanceof InputProblem) return [];
    throw error;
  }
}

/** One finding a client: operations that were sent and that nobody can judge. */
function unknownOnes(sums: readonly UsageSum[]): Finding[] {
  const clients = new Map<string, UsageSum[]>();
  for (const sum of sums) if (sum.usage.count > 0) clients.set(sum.client, [...(clients.get(sum.client) ?? []), sum]);
  return [...clients].map(([client, all]) => ({
    rule: 'usage-without-text',
    severity: 'warning' as const,
    message: `${client} sent ${all.length === 1 ? 'an operation whose text is' : `${all.length} operations whose texts are`} nowhere: nobody can say whether a change breaks ${all.length === 1 ? 'it' : 'them'}.`,
    ...(all[0] && { place: all[0].place }),
    advice: 'Commit the operations of this client, or have its usage recorded with their texts.',
  }));
}
