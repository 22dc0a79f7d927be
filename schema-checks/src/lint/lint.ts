import type { Composition, Finding } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Config } from '../project/config.ts';
import { changedBetween } from './changed.ts';
import type { Graph } from './elements.ts';
import { type Parsed, readGraph } from './graph.ts';
import { applyIgnores } from './ignores.ts';
import type { Offence, Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';

type Known = Pick<Composition, 'snapshot'>;
type Settings = Pick<Config, 'lint'> & Partial<Pick<Config, 'subgraphs'>>;

/**
 * What the rules find in the subgraphs' SDL. With `before`, only what the change between the two touches or causes: findings at coordinates
 * that were added or changed, and findings that were not there before. Entries of `lint.ignore` that match nothing are findings, too.
 */
export function lint(after: Known, before: Known | undefined, config: Settings): Finding[] {
  const rules = activeRules(config);
  const parsed: Parsed = new Map();
  const graph = readGraph(after.snapshot, parsed);
  const found = run(rules, graph).sort(byPlace);
  // What is ignored is decided before what is old: an entry does its work even when nobody touched what it is for.
  const { kept, idle } = applyIgnores(
    found.map(({ finding }) => finding),
    config.lint.ignore,
  );
  const wanted = before ? touched(rules, graph, { before, after }, parsed) : () => true;
  const left = new Set(kept);
  return [...idle, ...found.filter((each) => left.has(each.finding) && wanted(each)).map(({ finding }) => finding)];
}

interface Found {
  offence: Offence;
  finding: Finding;
}

type Active = Rule & { severity: 'warning' | 'error'; appliesTo: (subgraph: string | undefined) => boolean };

function activeRules({ lint: { rules: severities, ignore }, subgraphs = [] }: Settings): Active[] {
  const names = allRules.map(({ name }) => name);
  const given = [
    ...Object.keys(severities).map((name) => ({ name, where: 'lint.rules' })),
    ...ignore.map(({ rule }) => ({ name: rule, where: 'lint.ignore' })),
  ];
  const unknown = given.find(({ name }) => !names.includes(name));
  if (unknown)
    throw new InputProblem(`${unknown.where}: there is no rule ${JSON.stringify(unknown.name)}; the rules are ${names.join(', ')}.`);
  const house = new Set(subgraphs.flatMap(({ name, house: own }) => (own ? [name] : [])));
  const isHouse = (subgraph: string | undefined): boolean => house.size === 0 || subgraph === undefined || house.has(subgraph);
  return allRules.flatMap((rule) => {
    const severity = severities[rule.name] ?? rule.severity;
    return severity === 'off' ? [] : [{ ...rule, severity, appliesTo: rule.everywhere ? () => true : isHouse }];
  });
}

const run = (rules: readonly Active[], graph: Graph): Found[] =>
  rules.flatMap((rule) =>
    rule
      .check(graph)
      .filter(({ source }) => rule.appliesTo(source.name))
      .map((offence): Found => ({ offence, finding: findingOf(rule, offence) })),
  );

/** By subgraph, file, line, column, rule. */
const byPlace = ({ offence: one, finding }: Found, { offence: other, finding: against }: Found): number =>
  compare(one.source.name ?? '', other.source.name ?? '') ||
  compare(one.source.file, other.source.file) ||
  one.line - other.line ||
  one.column - other.column ||
  compare(finding.rule, against.rule) ||
  compare(one.path, other.path) ||
  compare(one.message, other.message);

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

const findingOf = ({ name, severity }: Active, { path, source, line, column, message, advice }: Offence): Finding => ({
  rule: name,
  severity,
  message,
  path,
  ...(source.name !== undefined && { subgraph: source.name }),
  place: { file: source.file, line, column },
  advice,
});

function touched(
  rules: readonly Active[],
  graph: Graph,
  sides: { before: Known; after: Known },
  parsed: Parsed,
): (found: Found) => boolean {
  const snapshots = { before: sides.before.snapshot, after: sides.after.snapshot };
  const old = readGraph(snapshots.before, parsed);
  const isChanged = changedBetween(old, graph, snapshots);
  // An API schema knows too little of subgraphs to say what was found in them before.
  const comparable = snapshots.before.subgraphs.length > 0 || snapshots.after.subgraphs.length === 0;
  const identity = ({ offence: { source, path, message }, finding: { rule } }: Found) => [source.name, rule, path, message].join('\n');
  const known = comparable ? new Set(run(rules, old).map(identity)) : undefined;
  return (found) => isChanged(found.offence.source, found.offence.path) || (known !== undefined && !known.has(identity(found)));
}
