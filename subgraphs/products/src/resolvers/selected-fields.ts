import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Whether a client asks for this field of what is being resolved, under whatever alias; those that `@skip` leaves out count, too. */
export const selects = ({ fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>, field: string): boolean => {
  const within = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((one) => {
      if (one.kind === 'Field') return one.name.value === field;
      return within(one.kind === 'InlineFragment' ? one.selectionSet : fragments[one.name.value]?.selectionSet);
    });
  return fieldNodes.some((node: FieldNode) => within(node.selectionSet));
};
