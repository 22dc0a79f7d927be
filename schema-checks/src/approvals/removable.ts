import { type ASTNode, type DirectiveNode, Kind, visit } from 'graphql';
import { parsedSdl } from '../compose/sdl.ts';
import type { Composition, Finding, Place } from '../model.ts';
import { addDays, removalDate } from './dates.ts';

const soonDays = 30;

/** Deprecated elements whose removal date has passed (warnings), or comes within 30 days (infos). By file and line. */
export function removable({ snapshot }: Pick<Composition, 'snapshot'>, today: string): Finding[] {
  const sources: { file: string; sdl: string; name?: string }[] =
    snapshot.subgraphs.length > 0 ? [...snapshot.subgraphs] : [{ file: snapshot.label, sdl: snapshot.api ?? '' }];
  const soon = addDays(today, soonDays);
  return sources.flatMap((source) =>
    deprecatedIn(source).flatMap(({ path, reason, line, column }): Finding[] => {
      const date = removalDate(reason);
      if (date === undefined || date > soon) return [];
      const due = date < today;
      const place: Place = { file: source.file, line, column };
      return [
        {
          rule: due ? 'removal-due' : 'removal-soon',
          severity: due ? 'warning' : 'info',
          message: `${path} is deprecated and ${due ? `was to go after ${date}` : `goes after ${date}`}: ${reason}`,
          path,
          ...(source.name !== undefined && { subgraph: source.name }),
          place,
          advice: due ? 'Remove it, or give it a later date.' : 'Make sure that nobody uses it any more.',
        },
      ];
    }),
  );
}

interface Deprecated {
  path: string;
  reason: string;
  line: number;
  column: number;
}

/** Every deprecated element of an SDL, in its order, with its coordinate. */
export function deprecatedIn(source: { file: string; sdl: string }): Deprecated[] {
  if (!source.sdl.includes('@deprecated')) return [];
  const found: Deprecated[] = [];
  const way: string[] = [];
  visit(parsedSdl(source), {
    enter(node) {
      const name = nameOf(node);
      if (name === undefined) return;
      way.push(name);
      const reason = 'directives' in node ? reasonOf(node.directives ?? []) : undefined;
      if (reason === undefined) return;
      const { line = 1, column = 1 } = ('name' in node ? node.name?.loc?.startToken : undefined) ?? {};
      found.push({ path: coordinate(way, node.kind === Kind.INPUT_VALUE_DEFINITION), reason, line, column });
    },
    leave(node) {
      if (nameOf(node) !== undefined) way.pop();
    },
  });
  return found;
}

const nameOf = (node: ASTNode): string | undefined => {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return `@${node.name.value}`;
  const named = /(Definition|Extension)$/.test(node.kind) && 'name' in node && node.name?.kind === Kind.NAME;
  return named ? node.name.value : undefined;
};

/** `Type.field(arg:)`, `@directive(arg:)`; an input's field is a value too, one level higher. */
const coordinate = (way: readonly string[], isValue: boolean): string => {
  const isArgument = isValue && (way.length === 3 || way[0]?.startsWith('@'));
  return isArgument ? `${way.slice(0, -1).join('.')}(${way.at(-1)}:)` : way.join('.');
};

const reasonOf = (directives: readonly DirectiveNode[]): string | undefined => {
  const directive = directives.find(({ name }) => name.value === 'deprecated');
  if (!directive) return undefined;
  const value = directive.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return value?.kind === Kind.STRING ? value.value.replaceAll(/\s+/g, ' ').trim() : 'No longer supported';
};
