import type { ASTNode, GraphQLError } from 'graphql';
import type { Finding, KnownOperation } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Hitting } from './hitting.ts';
import type { Holding } from './holding.ts';
import type { Lane, Lanes } from './lanes.ts';
import { placeOfNode, within } from './placed-source.ts';
import { written } from './split-document.ts';
import { wrongVariables } from './validity.ts';

/** What breaking changes hit, by operation. */
export type Explained = ReadonlyMap<KnownOperation, readonly ASTNode[]>;

export function explainedBy(hittings: readonly Hitting[]): Explained {
  const explained = new Map<KnownOperation, ASTNode[]>();
  for (const { user, nodes, mild } of hittings)
    if (!mild) explained.set(user.operation, [...(explained.get(user.operation) ?? []), ...nodes]);
  return explained;
}

/**
 * Every operation against the new schema: a finding for each that was valid, is no longer, and is not hit by a breaking change, so that
 * no list of changes has to be complete. InputProblem names the committed ones that fit neither schema.
 */
export function brokenOperations(lanes: Lanes, explained: Explained, holds: Holding, labels: { before: string; after: string }): Finding[] {
  const foreign: string[] = [];
  const findings = [...lanes.values()].flatMap((lane) =>
    lane.operations.flatMap((operation): Finding[] => {
      const [error] = errorsOf(lane, operation);
      if (!error) return wrongExamples(lane, operation, explained, holds);
      if (isForeign(lane, operation)) {
        const said = foreignOne(operation, error, labels);
        if (operation.recorded)
          return [{ rule: 'operation-of-another-schema', severity: 'warning', message: said, place: operation.place }];
        if (holds(operation) === undefined) foreign.push(`${written(operation.place)}: ${said}`);
        return [];
      }
      const nodes = explained.get(operation) ?? [];
      const left = errorsOf(lane, operation).filter((each) => !each.nodes?.some((wrong) => nodes.some((node) => within(wrong, node))));
      return left.length === 0 ? [] : [broken(operation, left, holds)];
    }),
  );
  if (foreign.length > 0) throw new InputProblem(foreign.sort().join('\n'));
  return findings;
}

function errorsOf(lane: Lane, operation: KnownOperation): readonly (GraphQLError | { message: string; nodes?: undefined })[] {
  if (lane.after !== 'gone' || lane.target.kind === 'api') return lane.errorsAfter(operation);
  return [{ message: `there is no subgraph ${lane.target.subgraph}` }];
}

const isForeign = ({ before, after, errorsBefore }: Lane, operation: KnownOperation): boolean =>
  before === 'gone' || before === undefined ? after === 'gone' : errorsBefore(operation).length > 0;

function foreignOne({ name, client }: KnownOperation, { message }: { message: string }, labels: { before: string; after: string }): string {
  return `the operation ${name} of ${client} is for another schema: it fits neither ${labels.before} nor ${labels.after}: ${message}`;
}

function broken(
  operation: KnownOperation,
  errors: readonly { message: string; nodes?: readonly ASTNode[] | undefined }[],
  holds: Holding,
): Finding {
  const why = holds(operation);
  const [first] = errors;
  const [node] = first?.nodes ?? [];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    rule: 'operation-invalid',
    severity: why === undefined ? 'error' : 'warning',
    message: `${operation.name} of ${operation.client} is no longer valid: ${first?.message ?? ''}${more}${why === undefined ? '' : `; not counted: ${why}`}`,
    place: node ? placeOfNode(node, operation) : operation.place,
    advice: 'Keep what it uses, or change the operation first, and wait until nobody sends the old one.',
  };
}

/** Example variables that were taken and no longer are, although the operation itself stays valid. */
function wrongExamples({ before, after }: Lane, operation: KnownOperation, explained: Explained, holds: Holding): Finding[] {
  if (!operation.variables || after === undefined || after === 'gone') return [];
  const wrong = wrongVariables(after, operation);
  if (wrong === undefined || explained.has(operation)) return [];
  const fitted = before !== undefined && before !== 'gone' && wrongVariables(before, operation) === undefined;
  return [
    {
      rule: fitted ? 'variables-invalid' : 'variables-of-another-schema',
      severity: fitted && holds(operation) === undefined ? 'error' : 'warning',
      message: `The example variables of ${operation.name} of ${operation.client} ${fitted ? 'no longer fit' : 'do not fit'}: ${wrong}`,
      place: operation.place,
      advice: fitted ? 'Take what was taken before.' : 'Correct the variables.',
    },
  ];
}
