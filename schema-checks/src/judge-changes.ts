import { type ApprovedChanges, applyApprovals } from './approvals/apply-approvals.ts';
import { readApprovals } from './approvals/read-approvals.ts';
import { type CheckedContracts, checkContracts } from './contracts/check-contracts.ts';
import { diffCompositions } from './diff/diff-compositions.ts';
import { type CheckedEvents, checkEvents } from './events/check-events.ts';
import type { Composition, Finding, KnownOperation } from './model.ts';
import { judge } from './operations/judge.ts';
import { readKnownOperations } from './operations/read-operations.ts';
import type { Project } from './project/config.ts';
import { counted } from './report/section.ts';

export interface JudgedChanges extends ApprovedChanges {
  operations: readonly KnownOperation[];
  /** Of the operations: those that no longer fit, and what is odd about them. */
  broken: readonly Finding[];
  contracts: CheckedContracts;
  /** Absent where the project names no events. */
  events?: CheckedEvents;
}

/** Every change of the API, the subgraphs, the contracts and the events, with who uses it and who approved it. */
export async function judgeChanges(
  project: Project,
  before: Composition,
  after: Composition,
  { today, progress }: { today: string; progress: (what: string) => void },
): Promise<JudgedChanges> {
  const { operations, findings: odd } = await readKnownOperations(project, today);
  const approvals = readApprovals(project);
  progress('comparing the schemas');
  const differences = diffCompositions(before, after);
  progress(`judging ${counted(differences.length, 'change')} by ${counted(operations.length, 'operation')}`);
  const judged = judge(differences, operations, before, after, project.config);
  progress('composing contracts');
  const contracts = checkContracts(project, before, after, { operations, differences });
  progress('comparing events');
  const events = await checkEvents(project, before.snapshot);
  const approved = applyApprovals([...judged.changes, ...contracts.changes, ...(events?.changes ?? [])], approvals, today);
  return { ...approved, operations, broken: [...odd, ...judged.findings], contracts, ...(events && { events }) };
}

/** From where to where, as the changelog calls it. */
export const changeLabel = ({ snapshot }: Composition): string => `${snapshot.commit?.slice(0, 7) ?? snapshot.label}..working tree`;
