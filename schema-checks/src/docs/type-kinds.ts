import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from 'graphql';

export const kindsInOrder = ['Objects', 'Interfaces', 'Unions', 'Inputs', 'Enums', 'Scalars'] as const;

export function kindHeading(type: GraphQLNamedType): (typeof kindsInOrder)[number] {
  if (isObjectType(type)) return 'Objects';
  if (isInterfaceType(type)) return 'Interfaces';
  if (isUnionType(type)) return 'Unions';
  if (isInputObjectType(type)) return 'Inputs';
  return isEnumType(type) ? 'Enums' : 'Scalars';
}
