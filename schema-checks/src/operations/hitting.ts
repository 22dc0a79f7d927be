import type { ASTNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { Change } from '../model.ts';
import type { Use, UseIndex } from './use-index.ts';
import type { OperationUses } from './uses.ts';

/** An operation that a change reaches, before it is known whether it counts. */
export interface Hitting {
  user: OperationUses;
  /** Every place in the operation; the first is shown. */
  nodes: readonly ASTNode[];
  message: string;
  /** Only because nobody knows what its variables hold. */
  assumed?: true;
  /** It stays valid and may only meet something new: no more than dangerous, however bad the change is for others. */
  mild?: true;
}

/** What a rule may ask. */
export interface View {
  index: UseIndex;
  before: GraphQLSchema;
  after: GraphQLSchema;
  /** Errors of validation against the new schema. */
  errorsOf: (user: OperationUses) => readonly GraphQLError[];
}

export type HitRule = (change: Change, view: View) => Hitting[];

/** All who use something, in the same words. */
export const all = (uses: readonly Use[], message: string): Hitting[] => uses.map(({ user, nodes }) => ({ user, nodes, message }));

/** Those whose operation no longer fits: another change may lead it to what still has all that it asks for. */
export const refused = (hittings: readonly Hitting[], { errorsOf }: Pick<View, 'errorsOf'>): Hitting[] =>
  hittings.filter(({ user }) => errorsOf(user).length > 0);

/** The same operation found in several ways is told once, in the words of the first; what is certain or worse wins. */
export function merged(hittings: readonly Hitting[]): Hitting[] {
  const byUser = new Map<OperationUses, Hitting>();
  for (const hitting of hittings) {
    const known = byUser.get(hitting.user);
    if (!known) {
      byUser.set(hitting.user, hitting);
      continue;
    }
    const first = weight(hitting) > weight(known) ? hitting : known;
    byUser.set(hitting.user, { ...first, nodes: [...first.nodes, ...(first === known ? hitting : known).nodes] });
  }
  return [...byUser.values()];
}

const weight = ({ assumed, mild }: Hitting): number => (mild ? 0 : assumed ? 1 : 2);

/** `Type.field(arg:)`, `Type.field`, `Type`, `@directive(arg:)`, `@directive`. */
export function partsOf(path: string): { type: string; field?: string; argument?: string } {
  const [, type = path, field, argument] = /^(@?\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(path) ?? [];
  return { type, ...(field !== undefined && { field }), ...(argument !== undefined && { argument }) };
}
