import { removable } from './approvals/removable.ts';
import { changelogEntry } from './changelog/changelog-entry.ts';
import { composeBase } from './compose/compose-base.ts';
import { composeSnapshot } from './compose/compose-snapshot.ts';
import { weighed } from './compose/findings.ts';
import { changeLabel, judgeChanges } from './judge-changes.ts';
import { lint } from './lint/lint.ts';
import type { CheckReport, Composition, Finding, Section, Snapshot } from './model.ts';
import { comparePlans } from './plans/compare-plans.ts';
import { type BaseOptions, baseFindings, comparedCommit } from './project/base-snapshot.ts';
import type { Project } from './project/config.ts';
import { workingTree } from './project/working-tree.ts';
import { countChanges, counted, countFindings, section, skipped } from './report/section.ts';

export interface CheckOptions extends BaseOptions {
  /** A git ref or tag, a file, a URL. */
  base: string;
  /** Lint everything, not only what changed. */
  all: boolean;
  /** ISO date: approvals and deprecations end by it. */
  today: string;
  /** Told what comes next. */
  progress: (what: string) => void;
}

const after: Section['name'][] = ['changes', 'operations', 'events', 'lint', 'plans', 'contracts', 'approvals'];

/** The whole check: the build first, and only when it passes all that compares with the base. */
export async function check(project: Project, options: CheckOptions): Promise<CheckReport> {
  const { progress } = options;
  const head = await workingTree(project);
  progress(`composing ${counted(head.subgraphs.length, 'subgraph')}`);
  const composed = composeSnapshot(head);
  const found = composed.kind === 'refused' ? composed.findings : weighed(composed.composition.hints, project.config.inconsistencies);
  const build = section('build', found, buildSummary(head, composed.kind, found));
  if (composed.kind === 'refused' || build.status === 'failed') {
    const names = after.filter((name) => name !== 'events' || project.config.events);
    const rest = names.map((name) => skipped(name, 'the build failed'));
    return reported(head, { base: options.base }, { sections: [build, ...rest], changes: [], removable: [], changelog: '' });
  }
  progress(`reading ${options.base}`);
  const base = await composeBase(project, options.base, composed.composition, options);
  return compare(project, options, build, base, composed.composition);
}

async function compare(
  project: Project,
  { base, all, today, progress }: CheckOptions,
  build: Section,
  before: Composition,
  now: Composition,
): Promise<CheckReport> {
  const { config } = project;
  const { changes, operations, broken, contracts, events, findings } = await judgeChanges(project, before, now, { today, progress });
  progress('linting');
  const linted = lint(now, all ? undefined : before, config);
  progress('comparing plans');
  const plans = comparePlans(before, now, operations, config);
  const sections = [
    build,
    {
      ...section('changes', baseFindings(before.snapshot), countChanges(changes)),
      ...(changes.some(fails) && { status: 'failed' as const }),
    },
    section('operations', broken, `${counted(operations.length, 'operation')}, ${countFindings(broken, 'all fit')}`),
    ...(events ? [section('events', events.findings, events.summary)] : []),
    section('lint', linted, countFindings(linted, 'nothing to say')),
    section('plans', plans.findings, `${counted(plans.compared, 'plan')} compared, ${countFindings(plans.findings, 'none grew')}`),
    section(
      'contracts',
      contracts.findings,
      `${counted(config.contracts.length, 'contract')}, ${countFindings(contracts.findings, 'as committed')}`,
    ),
    section('approvals', findings, countFindings(findings, 'none has ended')),
  ];
  const entry = changelogEntry(changes, changeLabel(before), today);
  return reported(
    now.snapshot,
    { base, ...comparedCommit(before.snapshot) },
    { sections, changes, removable: removable(now, today), changelog: entry },
  );
}

const fails = ({ verdict }: CheckReport['changes'][number]): boolean => verdict.kind === 'fails';

function reported(
  head: Snapshot,
  base: Pick<CheckReport, 'base' | 'baseCommit'>,
  parts: Pick<CheckReport, 'sections' | 'changes' | 'removable' | 'changelog'>,
): CheckReport {
  const status = parts.sections.some((part) => part.status === 'failed') ? 'failed' : 'passed';
  return { version: 1, ...base, head: head.label, status, ...parts };
}

function buildSummary({ subgraphs }: Snapshot, kind: 'composed' | 'refused', findings: readonly Finding[]): string {
  const one = subgraphs.length === 1;
  const does = kind === 'composed' ? (one ? 'composes' : 'compose') : one ? 'does not compose' : 'do not compose';
  const what = `${counted(subgraphs.length, 'subgraph')} ${does}`;
  return findings.length === 0 ? what : `${what}: ${countFindings(findings, '')}`;
}
