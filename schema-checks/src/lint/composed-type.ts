import { Kind, type TypeNode } from 'graphql';
import type { Field, Graph } from './elements.ts';

/** The type that clients see of a field: what one of its subgraphs may leave null, composition makes nullable, at any depth of a list. */
export function composedType({ byName }: Graph, { parent, name }: Field): string {
  const said = (byName.get(parent.path) ?? []).flatMap(({ fields }) =>
    fields.flatMap(({ name: other, node }) => (other.value === name.value ? [node.type] : [])),
  );
  return weakest(said);
}

function weakest(types: readonly TypeNode[]): string {
  const open = types.map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
  const bang = types.every(({ kind }) => kind === Kind.NON_NULL_TYPE) ? '!' : '';
  const items = open.flatMap((type) => (type.kind === Kind.LIST_TYPE ? [type.type] : []));
  const [named] = open.flatMap((type) => (type.kind === Kind.NAMED_TYPE ? [type.name.value] : []));
  return `${named ?? `[${weakest(items)}]`}${bang}`;
}
