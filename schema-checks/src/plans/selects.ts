import { type GraphQLSchema, isCompositeType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { KnownOperation } from '../model.ts';

/**
 * The coordinates that an operation selects: `Type.field`, and `Type` for what its fragments narrow to. Each may come more than once.
 * Undefined when it asks for a field that is not there.
 */
export function selects(api: GraphQLSchema, { document }: KnownOperation): string[] | undefined {
  const found: string[] = [];
  let unknown = false;
  const types = new TypeInfo(api);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (!types.getFieldDef()) unknown = true;
        else if (parent && !name.value.startsWith('__')) found.push(`${parent.name}.${name.value}`);
      },
      InlineFragment: () => {
        const type = types.getType();
        if (isCompositeType(type)) found.push(type.name);
      },
      FragmentDefinition: ({ typeCondition }) => {
        found.push(typeCondition.name.value);
      },
    }),
  );
  return unknown ? undefined : found;
}
