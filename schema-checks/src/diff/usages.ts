import type { ConstDirectiveNode } from 'graphql';
import { draft } from './change.ts';
import { type Comparison, sentence } from './comparison.ts';
import type { ChangeKind } from './kinds.ts';
import { printDirective, printValue } from './values.ts';

/** Where a directive may stand in a schema, as the names of the kinds say it. */
export type UsageSite =
  | 'ARGUMENT_DEFINITION'
  | 'ENUM'
  | 'ENUM_VALUE'
  | 'FIELD_DEFINITION'
  | 'INPUT_FIELD_DEFINITION'
  | 'INPUT_OBJECT'
  | 'INTERFACE'
  | 'OBJECT'
  | 'SCALAR'
  | 'SCHEMA'
  | 'UNION_MEMBER';

type Applied = { readonly directives?: readonly ConstDirectiveNode[] | undefined };
interface Site {
  astNode?: Applied | null | undefined;
  extensionASTNodes?: readonly Applied[];
}

/** What they say has changes of its own. */
const specified = new Set(['deprecated', 'specifiedBy', 'oneOf']);

const usagesOf = ({ astNode, extensionASTNodes }: Site): ConstDirectiveNode[] =>
  [astNode, ...(extensionASTNodes ?? [])].flatMap((node) => node?.directives ?? []).filter(({ name }) => !specified.has(name.value));

/** The same in one text, whatever their order. */
export const directivesOf = (site: Site): string =>
  usagesOf(site)
    .map((directive) => printDirective(directive))
    .sort()
    .join(' ');

export function compareSites(c: Comparison, site: UsageSite, path: string, label: string, before: Site, after: Site): void {
  if (c.usages) compareUsages(c, site, path, label, usagesOf(before), usagesOf(after));
}

/** Directives of one name are taken in their order; those that both have, word by word, are left out first. */
export function compareUsages(
  c: Pick<Comparison, 'report'>,
  site: UsageSite,
  path: string,
  label: string,
  before: readonly ConstDirectiveNode[],
  after: readonly ConstDirectiveNode[],
): void {
  if (before.length === 0 && after.length === 0) return;
  const olds = Map.groupBy(before, ({ name }) => name.value);
  const nows = Map.groupBy(after, ({ name }) => name.value);
  for (const name of new Set([...olds.keys(), ...nows.keys()])) {
    const [old, now] = withoutEqual(olds.get(name) ?? [], nows.get(name) ?? []);
    const pairs = Math.max(old.length, now.length);
    for (let at = 0; at < pairs; at++) {
      const [one, other] = [old[at], now[at]];
      if (one && other) compareArguments(c, path, label, one, other);
      else if (other) report(c, `DIRECTIVE_USAGE_${site}_ADDED`, path, label, other, 'added');
      else if (one) report(c, `DIRECTIVE_USAGE_${site}_REMOVED`, path, label, one, 'removed');
    }
  }
}

function withoutEqual(
  before: readonly ConstDirectiveNode[],
  after: readonly ConstDirectiveNode[],
): [ConstDirectiveNode[], ConstDirectiveNode[]] {
  const left = new Map<string, number>();
  for (const directive of before) left.set(printDirective(directive), (left.get(printDirective(directive)) ?? 0) + 1);
  const now = after.filter((directive) => {
    const count = left.get(printDirective(directive)) ?? 0;
    if (count > 0) left.set(printDirective(directive), count - 1);
    return count === 0;
  });
  const old = before.filter((directive) => {
    const count = left.get(printDirective(directive)) ?? 0;
    if (count > 0) left.set(printDirective(directive), count - 1);
    return count > 0;
  });
  return [old, now];
}

const reason = 'Servers, gateways and generators that act on the directive may behave in another way.';
const advice = 'Look what acts on the directive before merging.';

function report(
  { report }: Pick<Comparison, 'report'>,
  kind: ChangeKind,
  path: string,
  label: string,
  directive: ConstDirectiveNode,
  way: string,
): void {
  const written = printDirective(directive);
  const message = `${written} was ${way === 'added' ? 'added to' : 'removed from'} ${label}.`;
  report(draft(kind, path, 'dangerous', { message, reason, advice }, written));
}

function compareArguments(
  { report }: Pick<Comparison, 'report'>,
  path: string,
  label: string,
  before: ConstDirectiveNode,
  after: ConstDirectiveNode,
): void {
  const old = new Map((before.arguments ?? []).map((arg) => [arg.name.value, printValue(arg.value)]));
  const now = new Map((after.arguments ?? []).map((arg) => [arg.name.value, printValue(arg.value)]));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) continue;
    const detail = `@${after.name.value}(${name}:)`;
    const kind = is === undefined ? 'DIRECTIVE_USAGE_ARGUMENT_REMOVED' : 'DIRECTIVE_USAGE_ARGUMENT_ADDED';
    const what = is === undefined ? `lost its ${was}` : was === undefined ? `is set to ${is}` : `changed from ${was} to ${is}`;
    const message = `${sentence(`${detail} at ${label}`)} ${what}.`;
    report(draft(kind, path, 'dangerous', { message, reason, advice }, detail));
  }
}
