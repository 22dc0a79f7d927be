import type { Finding, JudgedChange, Snapshot } from '../model.ts';
import type { Project } from '../project/config.ts';
import { filesInTree } from '../project/matching-files.ts';
import { counted, countFindings } from '../report/section.ts';
import { checkReads } from './check-reads.ts';
import { diffEvents } from './diff-events.ts';
import { eventsOf } from './event-changes.ts';
import { judgeEvents } from './judge-events.ts';
import { readEvents, readReaders } from './read-events.ts';

export interface CheckedEvents {
  changes: JudgedChange[];
  findings: Finding[];
  /** One sentence. */
  summary: string;
}

/** The events of the working tree against those of the base, and who reads what changed; undefined where the project names no events. */
export async function checkEvents(project: Project, base: Snapshot): Promise<CheckedEvents | undefined> {
  const { events: named } = project.config;
  if (!named) return base.events && { changes: [], findings: [noLonger], summary: 'not checked: 1 warning' };
  const now = readEvents(filesInTree(project, named.schemas));
  const { readers, findings: misstated } = readReaders(
    named.readers === undefined ? { texts: new Map(), unreadable: new Map() } : filesInTree(project, named.readers),
  );
  const before = await eventsOf(project, base);
  const changes = before ? judgeEvents(diffEvents(before, now), readers, project.config) : [];
  const findings = [
    ...(now.events.size + now.unknown.size === 0 ? [missing(named.schemas)] : []),
    ...now.findings,
    ...misstated,
    ...(before?.findings ?? []).filter(({ severity }) => severity === 'error').map((finding) => ofBase(finding, base)),
    ...checkReads(readers, now, changes),
    ...changes.flatMap(lost),
  ];
  const counts = `${counted(now.events.size, 'event')} and ${counted(readers.length, 'reader')}`;
  const compared = before ? counts : `${counts}; of ${base.label} no events are known`;
  return { changes, findings, summary: `${compared}, ${countFindings(findings, 'all fit')}` };
}

const missing = (glob: string): Finding => ({
  rule: 'events-missing',
  severity: 'warning',
  message: `events.schemas: ${JSON.stringify(glob)} matches no file.`,
});

const noLonger: Finding = {
  rule: 'events-removed',
  severity: 'warning',
  message: 'The configuration does not name the events any more: nothing is said of what changed in them.',
  advice: 'Let events.schemas name them, unless nobody reads events here.',
};

/** What is wrong with the base cannot be mended here. */
const ofBase = (finding: Finding, { label }: Snapshot): Finding => ({
  ...finding,
  severity: 'warning',
  message: `At ${label}: ${finding.message} Nothing is said of what changed in it.`,
});

/** The bus may have readers that state nothing here: what is taken from them is worth a look, and no reason to fail. */
const lost = ({ kind, verdict, message, path, place }: JudgedChange): Finding[] =>
  (kind === 'EVENT_REMOVED' || kind === 'EVENT_FIELD_REMOVED') && verdict.because === 'unused'
    ? [
        {
          rule: 'event-unread',
          severity: 'warning',
          message: `${path}: ${message} No consumer states that it reads it; one that is not of this repository was not asked.`,
          path,
          ...(place && { place }),
          advice: 'Merge it if nobody else listens.',
        },
      ]
    : [];
