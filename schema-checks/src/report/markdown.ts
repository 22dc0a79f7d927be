import type { CheckReport, Finding, Hit, JudgedChange, Place } from '../model.ts';
import { baseText, ofClient, plain, usersOf } from './lines.ts';
import { counted } from './section.ts';

/** At most so many rows a table: a summary has a limited size, and JSON has the rest. */
const mostRows = 100;

/**
 * The report as a pull request's summary: what fails, who is hit and where; the rest folded away.
 * `links` is what a file's path is put behind, such as `https://github.com/o/r/blob/<commit>`.
 */
export function markdownReport(report: CheckReport, links?: string): string {
  const at = (place: Place | undefined) => placeLink(place, links);
  const failing = report.changes.filter(({ verdict }) => verdict.kind === 'fails');
  const approved = report.changes.filter(({ verdict }) => verdict.because === 'approved');
  const passing = report.changes.filter(({ verdict }) => verdict.kind === 'passes' && verdict.because !== 'approved');
  const findings = report.sections.flatMap((section) => section.findings);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  const parts = [
    `## Schema check: ${report.status}\n\n${cell(report.head)} against ${baseText(report, '`')}`,
    table(
      ['part', '', ''],
      report.sections.map(({ name, status, summary }) => [name, status === 'failed' ? '**failed**' : status, cell(summary)]),
    ),
    ...(errors.length > 0 ? [`### To be mended\n\n${findingTable(errors, at)}`] : []),
    ...(failing.length > 0 ? [`### Changes that fail\n\n${changeTable(failing, at)}`] : []),
    ...(approved.length > 0 ? [`### Approved changes\n\n${approvedTable(approved, at)}`] : []),
    ...folded(
      `${counted(passing.length, 'change')} that ${passing.length === 1 ? 'passes' : 'pass'}`,
      passing.length,
      passingTable(passing, at),
    ),
    ...folded(
      `${counted(others.length, 'warning')} and notes`.replace(/^1 warning and notes/, '1 warning or note'),
      others.length,
      findingTable(others, at),
    ),
    ...folded(
      `${counted(report.removable.length, 'deprecated element')} to remove`,
      report.removable.length,
      findingTable(report.removable, at),
    ),
    ...folded('Changelog entry', report.changelog.length, report.changelog.trim()),
  ];
  return `${parts.join('\n\n')}\n`;
}

const findingTable = (findings: readonly Finding[], at: (place: Place | undefined) => string): string =>
  table(
    ['where', 'rule', 'what', 'what to do'],
    findings.map(({ place, also = [], rule, severity, message, advice = '' }) => [
      [place, ...also].map(at).join('<br>'),
      `${severity} \`${rule}\``,
      cell(message),
      cell(advice),
    ]),
  );

const changeTable = (changes: readonly JudgedChange[], at: (place: Place | undefined) => string): string =>
  table(
    ['change', 'where', 'who is hit', 'what to do'],
    changes.map((change) => [
      `\`${change.id}\`<br>${cell(change.message)} ${cell(change.reason)}`,
      whereOf(change, at),
      [
        ...change.hits.map((hit) => hitCell(hit, at)),
        ...(change.moreHits > 0 ? [`and ${counted(change.moreHits, usersOf(change))} more`] : []),
      ].join('<br>') || cell(change.evidence),
      cell(change.advice),
    ]),
  );

/** A removed element stood where it says before the change: today's file has something else there. */
const whereOf = ({ kind, place }: JudgedChange, at: (place: Place | undefined) => string): string =>
  place && kind.endsWith('_REMOVED') ? `\`${place.file}:${place.line}\` before` : at(place);

const hitCell = (hit: Hit, at: (place: Place | undefined) => string): string =>
  `**${cell(hit.operation)}**${escaped(ofClient(hit))}, ${at(hit.place)}: ${cell(hit.message)}${hit.count === undefined ? '' : ` (seen ${counted(hit.count, 'time')})`}`;

const approvedTable = (changes: readonly JudgedChange[], at: (place: Place | undefined) => string): string =>
  table(
    ['change', 'where', 'approved by', 'until', 'why'],
    changes.flatMap((change) => {
      const { id, message, verdict } = change;
      return verdict.because === 'approved'
        ? [
            [
              `\`${id}\`<br>${cell(message)}`,
              whereOf(change, at),
              cell(verdict.approval.who),
              verdict.approval.until,
              cell(verdict.approval.why),
            ],
          ]
        : [];
    }),
  );

const passingTable = (changes: readonly JudgedChange[], at: (place: Place | undefined) => string): string =>
  table(
    ['change', 'level', 'where', 'evidence'],
    changes.map((change) => [`\`${change.id}\`<br>${cell(change.message)}`, change.level, whereOf(change, at), cell(change.evidence)]),
  );

const folded = (title: string, count: number, body: string): string[] =>
  count === 0 ? [] : [`<details><summary>${title}</summary>\n\n${body}\n\n</details>`];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.slice(0, mostRows)].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, ...(rows.length > mostRows ? [`\nand ${rows.length - mostRows} more, which the JSON report has.`] : [])].join('\n');
}

function placeLink(place: Place | undefined, links: string | undefined): string {
  if (!place) return '';
  const text = `\`${place.file}:${place.line}\``;
  const path = place.file.split('/').map(encodeURIComponent).join('/');
  return links === undefined || /^https?:/.test(place.file) ? text : `[${text}](${links}/${path}#L${place.line})`;
}

/** Text in a table: one line, nothing that Markdown or HTML would take as its own. */
const cell = (text: string): string => escaped(plain(text));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '\\|');
