import { validate } from 'graphql';
import { placesOf } from '../compose/sdl.ts';
import { diffApi } from '../diff/diff-api.ts';
import type { Change, Composition, Finding, JudgedChange, KnownOperation, Place } from '../model.ts';
import { judge } from '../operations/judge.ts';
import type { Config, Project } from '../project/config.ts';
import { drift, type GeneratedFile } from '../project/generated.ts';
import { type ComposedContract, type Contract, composeContract } from './compose-contract.ts';
import { composeContracts, contractSource } from './contract-files.ts';

export interface CheckedContracts {
  /** Contracts that do not compose, files that are not what they compose to, tags that nothing carries. */
  findings: Finding[];
  /** What clients of a variant see and clients of the whole API do not; judged by the operations of the variant. */
  changes: JudgedChange[];
  files: GeneratedFile[];
}

/**
 * Composes every contract and compares it with what it was. `differences` are the changes of the API itself, which are not told again.
 * The base's contracts are those of its own configuration where that is known.
 */
export function checkContracts(
  project: Project,
  before: Composition,
  after: Composition,
  known: { operations: readonly KnownOperation[]; differences: readonly Change[] },
): CheckedContracts {
  const { config } = project;
  const { composed, files, findings } = composeContracts(after, config.contracts);
  const told = new Set(known.differences.map(({ id }) => id));
  const changes = composed.flatMap(({ contract, result }) => {
    const old = (before.snapshot.contracts ?? config.contracts).find(({ name }) => name === contract.name);
    if (!old || result.kind === 'refused' || (before.supergraphSdl === after.supergraphSdl && sameFilter(old, contract))) return [];
    const was = composeContract(before, old);
    if (was.kind === 'refused') return [];
    const own = diffApi(was.schema, result.schema).filter(({ id }) => !told.has(id));
    if (own.length === 0) return [];
    const views = { before: { ...before, api: was.schema }, after: { ...after, api: result.schema } };
    const operations = known.operations.filter(
      (operation) => isOf(contract, operation) && validate(was.schema, operation.document).length === 0,
    );
    const named = own.map((change) => inContract(change, contract.name, result, after, before));
    return judge(named, operations, views.before, views.after, config).changes;
  });
  const gone = (before.snapshot.contracts ?? []).filter(({ name }) => !config.contracts.some((contract) => contract.name === name));
  return { findings: [...findings, ...gone.map(removed), ...drift(project, files, contractSource)], changes, files };
}

const sameFilter = (one: Contract, other: Contract): boolean =>
  one.hideUnreachableTypes === other.hideUnreachableTypes &&
  one.include.join() === other.include.join() &&
  one.exclude.join() === other.exclude.join();

/** Operations that are sent to the whole API may be sent to any variant that they fit, unless the configuration says whose it is. */
const isOf = ({ clients }: Config['contracts'][number], { target, client }: KnownOperation): boolean =>
  target.kind === 'api' && (clients === undefined || clients.includes(client));

function inContract(change: Change, name: string, { hidden }: ComposedContract & { kind: 'composed' }, ...sides: Composition[]): Change {
  const why = [change.path, change.path.replace(/\(.*$/, ''), change.path.replace(/[.(].*$/, '')].flatMap(
    (each) => hidden.get(each) ?? [],
  )[0];
  return {
    ...change,
    ...sited(change.path, sides),
    id: `${change.id} [contract ${name}]`,
    message: `Contract ${name}: ${change.message}`,
    ...(why !== undefined && {
      reason: `${change.reason} The API has it, and the contract hides it: ${why}.`,
      advice: 'Show it in the contract, serve its clients another variant, or approve the change.',
    }),
  };
}

/** Where it stands in the newest snapshot that has it, and the subgraphs there that do. */
function sited(path: string, sides: readonly Composition[]): { subgraphs: string[]; place?: Place } {
  for (const { snapshot } of sides) {
    const found = snapshot.subgraphs.flatMap((source) => {
      const place = placesOf(source).get(path);
      return place ? [{ name: source.name, place }] : [];
    });
    if (found[0]) return { subgraphs: found.map(({ name }) => name).sort(), place: found[0].place };
  }
  return { subgraphs: [] };
}

const removed = ({ name }: Contract): Finding => ({
  rule: 'contract-removed',
  severity: 'warning',
  message: `Contract ${name} is no longer in the configuration.`,
  advice: 'Serve its clients another variant first.',
});
