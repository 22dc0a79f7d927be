import { styleText } from 'node:util';
import type { CheckReport, Finding, JudgedChange, Section } from '../model.ts';
import { baseText, findingLine, ofClient, placeText, plain, usersOf } from './lines.ts';
import { counted } from './section.ts';

type Paint = (style: 'red' | 'green' | 'yellow' | 'dim' | 'bold', text: string) => string;

/** The report as a person reads it at a terminal: what fails first, one line a finding; what is safe is only counted. */
export function terminalReport(report: CheckReport, colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const failing = report.changes.filter(({ verdict }) => verdict.kind === 'fails');
  const noted = report.changes.filter(({ verdict, level }) => verdict.kind === 'passes' && level !== 'safe');
  const findings = report.sections.flatMap((section) => section.findings);
  const told = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).map(findingLine);
  const notes = findings.filter(({ severity }) => severity === 'info').length;
  const lines = [
    ...failing.flatMap((change) => changeLines(change, paint)),
    ...told('error').map((line) => paint('red', line)),
    ...told('warning').map((line) => paint('yellow', line)),
    ...noted.flatMap((change) => changeLines(change, paint)),
    ...report.removable.map(findingLine),
    '',
    ...report.sections.map((section) => sectionLine(section, paint)),
    ...(notes > 0 ? [paint('dim', `${counted(notes, 'note')} more: --json - has ${notes === 1 ? 'it' : 'them'}`)] : []),
    paint(report.status === 'passed' ? 'green' : 'red', `${report.status}: ${report.head} against ${baseText(report)}`),
  ];
  return `${lines.join('\n').trim()}\n`;
}

function sectionLine({ name, status, summary }: Section, paint: Paint): string {
  const style = status === 'failed' ? 'red' : status === 'skipped' ? 'dim' : 'green';
  return `${name.padEnd(11)} ${paint(style, status.padEnd(8))} ${summary}`;
}

function changeLines(change: JudgedChange, paint: Paint): string[] {
  const { verdict } = change;
  const fails = verdict.kind === 'fails';
  const head = `${placeText(change.place)}: ${fails ? 'error' : 'note'} ${change.id}: ${plain(change.message)}`;
  const more = [
    ...change.hits.map((hit) => `${placeText(hit.place)}: ${hit.operation}${ofClient(hit)}: ${plain(hit.message)}`),
    ...(change.moreHits > 0 ? [`and ${counted(change.moreHits, usersOf(change))} more`] : []),
    ...(verdict.because === 'approved'
      ? [`approved by ${verdict.approval.who} until ${verdict.approval.until}: ${plain(verdict.approval.why)}`]
      : [`${change.level}: ${plain(fails ? change.reason : change.evidence || change.reason)}`]),
    ...(fails ? [`do: ${plain(change.advice)}`, `or approve ${JSON.stringify(change.id)}`] : []),
  ];
  return [paint(fails ? 'red' : 'dim', head), ...more.map((line) => `  ${line}`)];
}
