import { type ConstDirectiveNode, valueFromASTUntyped } from 'graphql';
import type { Level } from '../../model.ts';
import { harmless, type Words } from '../change.ts';
import { exists } from '../coordinates.ts';
import { type Element, elementsOf } from '../elements.ts';
import type { ChangeKind } from '../kinds.ts';
import { applied, definers, type Landscape, type Room } from '../landscape.ts';
import { findTypeRenames } from '../renames.ts';
import { pairTypes } from '../type-set.ts';
import { printDirective } from '../values.ts';
import type { Said } from './room-pair.ts';

type Way = 'added' | 'changed' | 'removed';
interface Rule {
  kinds: Record<Way, ChangeKind>;
  judge: (before: ConstDirectiveNode | undefined, after: ConstDirectiveNode | undefined) => [Level, Omit<Words, 'message'>];
}

const narrowed: [Level, Omit<Words, 'message'>] = [
  'breaking',
  {
    reason: 'Clients that may ask for it now get null and an error instead, until they are allowed to.',
    advice: 'Make sure that every client which asks for it is allowed to before it is asked of them.',
  },
];
const widened: [Level, Omit<Words, 'message'>] = [
  'dangerous',
  {
    reason: 'No client fails, but some may read what they might not.',
    advice: 'Make sure that it may be seen by those who can ask for it now.',
  },
];
const dearer: [Level, Omit<Words, 'message'>] = [
  'dangerous',
  { reason: 'A gateway that limits what an operation costs may refuse some.', advice: 'Look what the known operations cost by it.' },
];
const cheaper: [Level, Omit<Words, 'message'>] = ['safe', harmless('', 'Operations cost the same or less.')];

const rules: Record<string, Rule> = {
  authenticated: {
    kinds: { added: 'AUTHENTICATED_ADDED', changed: 'AUTHENTICATED_ADDED', removed: 'AUTHENTICATED_REMOVED' },
    judge: (_, after) => (after ? narrowed : widened),
  },
  requiresScopes: {
    kinds: { added: 'REQUIRES_SCOPES_ADDED', changed: 'REQUIRES_SCOPES_CHANGED', removed: 'REQUIRES_SCOPES_REMOVED' },
    judge: (before, after) => (admitsAll(before, after, 'scopes') ? widened : narrowed),
  },
  policy: {
    kinds: { added: 'POLICY_ADDED', changed: 'POLICY_CHANGED', removed: 'POLICY_REMOVED' },
    judge: (before, after) => (admitsAll(before, after, 'policies') ? widened : narrowed),
  },
  cost: {
    kinds: { added: 'COST_ADDED', changed: 'COST_CHANGED', removed: 'COST_REMOVED' },
    judge: (before, after) => (before && after && Number(valueOf(after, 'weight')) < Number(valueOf(before, 'weight')) ? cheaper : dearer),
  },
  listSize: {
    kinds: { added: 'LIST_SIZE_ADDED', changed: 'LIST_SIZE_CHANGED', removed: 'LIST_SIZE_REMOVED' },
    judge: () => dearer,
  },
};

const valueOf = (directive: ConstDirectiveNode, name: string): unknown => {
  const node = directive.arguments?.find((arg) => arg.name.value === name)?.value;
  return node && valueFromASTUntyped(node);
};

/** One of the lists must be had in full: whoever had one before has one of the new ones. */
function admitsAll(before: ConstDirectiveNode | undefined, after: ConstDirectiveNode | undefined, name: string): boolean {
  if (!after) return true;
  if (!before) return false;
  const [olds, nows] = [before, after].map((directive) => valueOf(directive, name)) as [string[][], string[][]];
  return olds.every((old) => nows.some((now) => now.every((scope) => old.includes(scope))));
}

/** Who may ask for what, and what it costs: as the supergraph has it, whichever subgraph says so. */
export function accessChanges(before: string | undefined, after: string | undefined, was: Landscape, is: Landscape): Said[] {
  const named = new RegExp(`@(?:\\w+__)?(?:${Object.keys(rules).join('|')})\\b`);
  if (before === undefined || after === undefined || before === after || !(named.test(before) || named.test(after))) return [];
  const [old, now] = [before, after].map((sdl) => roomOf(sdl)) as [Room, Room];
  const out: Said[] = [];
  const oldNames = oldNamesOf(was, is);
  for (const [path, element] of now.elements.all) {
    const before = path.replace(/^\w+/, (name) => oldNames.get(name) ?? name);
    const counterpart = old.elements.all.get(before);
    if (!counterpart || (counterpart.directives.length === 0 && element.directives.length === 0)) continue;
    if (!exists(was.api, before) || !exists(is.api, path)) continue;
    for (const [name, rule] of Object.entries(rules)) {
      const [one, other] = [applied(old, counterpart, name)[0], applied(now, element, name)[0]];
      const [a, b] = [one && printDirective(one, name), other && printDirective(other, name)];
      if (a === b) continue;
      const way: Way = a === undefined ? 'added' : b === undefined ? 'removed' : 'changed';
      const [level, words] = rule.judge(one, other);
      const message =
        way === 'changed' ? `${path} has ${b} instead of ${a}.` : `${path} ${way === 'added' ? `has ${b} now` : `has no ${a} any more`}.`;
      const touches = before === path ? {} : { touches: [before] };
      out.push({ kind: rule.kinds[way], path, level, ...words, ...touches, message, scope: 'api', subgraphs: saidBy(path, name, was, is) });
    }
  }
  return out;
}

/** Of types that got another name and nothing else, the old one: what gives them is not told as a change. */
function oldNamesOf(was: Landscape, is: Landscape): Map<string, string> {
  const { removed, added } = pairTypes({ before: was.api, after: is.api });
  return new Map([...findTypeRenames(removed, added, true)].flatMap(([name, { to, exact }]) => (exact ? [[to, name]] : [])));
}

const roomOf = (sdl: string): Room => {
  const source = { name: 'supergraph', url: '', file: 'supergraph', sdl };
  return { source, elements: elementsOf(source) };
};

/** The subgraphs that say something else of it than before. */
function saidBy(path: string, name: string, was: Landscape, is: Landscape): string[] {
  const text = ({ rooms }: Landscape, subgraph: string): string => {
    const room = rooms.get(subgraph);
    const element: Element | undefined = room?.elements.all.get(path);
    return room
      ? applied(room, element, name)
          .map((directive) => printDirective(directive, name))
          .join(' ')
      : '';
  };
  const all = [...new Set([...definers(was, path).keys(), ...definers(is, path).keys()])].sort();
  const changed = all.filter((subgraph) => text(was, subgraph) !== text(is, subgraph));
  return changed.length > 0 ? changed : all;
}
