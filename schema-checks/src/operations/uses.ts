import {
  type ASTNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  type NamedTypeNode,
  TypeInfo,
  type TypeNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { KnownOperation } from '../model.ts';

/**
 * What one operation uses, by keys:
 * coordinates (`Type`, `Type.field`, `Type.field(arg:)`, `Enum.VALUE`, `Input.field`, `@directive`, `@directive(arg:)`), and
 * `read Type` a field that gives it, `on Type` a fragment on it, `Parent > Type` such a fragment within Parent, `{Input}` a literal object,
 * `var Type` a variable of this type, `@directive FIELD` a directive's use at a location, `query` and its like.
 */
export interface OperationUses {
  operation: KnownOperation;
  nodes: ReadonlyMap<string, readonly ASTNode[]>;
}

/** Reads an operation once, against the schema that it is valid for. Arguments that are not given are told by the fields' own nodes. */
export function usesOf(operation: KnownOperation, schema: GraphQLSchema): OperationUses {
  const nodes = new Map<string, ASTNode[]>();
  const note = (key: string, node: ASTNode): void => {
    const known = nodes.get(key);
    if (known) known.push(node);
    else nodes.set(key, [node]);
  };
  const types = new TypeInfo(schema);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of operation.document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const noteCondition = (condition: string, node: ASTNode): void => {
    note(condition, node);
    note(`on ${condition}`, node);
    const parent = types.getParentType();
    if (parent) note(`${parent.name} > ${condition}`, node);
  };

  const noteInput = (node: ASTNode): void => {
    const type = types.getInputType();
    if (type) note(getNamedType(type).name, node);
  };

  visit(
    operation.document,
    visitWithTypeInfo(types, {
      OperationDefinition: (node) => note(node.operation, node),
      Field: (node) => {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent) return;
        note(parent.name, node);
        note(`${parent.name}.${node.name.value}`, node);
        if (!field) return;
        const { name } = getNamedType(field.type);
        note(name, node);
        note(`read ${name}`, node);
      },
      InlineFragment: (node) => {
        if (node.typeCondition) noteCondition(node.typeCondition.name.value, node);
      },
      FragmentSpread: (node) => {
        const condition = fragments.get(node.name.value)?.typeCondition.name.value;
        if (condition !== undefined) noteCondition(condition, node);
      },
      FragmentDefinition: (node) => note(node.typeCondition.name.value, node.typeCondition),
      VariableDefinition: (node) => {
        const { name } = namedTypeOf(node.type);
        note(name.value, node);
        note(`var ${name.value}`, node);
      },
      Directive: (node, _key, _parent, _path, ancestors) => {
        note(`@${node.name.value}`, node);
        const location = locationOf(ancestors.findLast((each): each is ASTNode => 'kind' in each));
        note(`@${node.name.value} ${location}`, node);
      },
      Argument: (node) => {
        noteInput(node.value);
        const directive = types.getDirective();
        const owner = directive ? `@${directive.name}` : `${types.getParentType()?.name}.${types.getFieldDef()?.name}`;
        note(`${owner}(${node.name.value}:)`, node);
      },
      ObjectValue: (node) => {
        const type = getNamedType(types.getInputType());
        if (isInputObjectType(type)) note(`{${type.name}}`, node);
      },
      ObjectField: (node) => {
        noteInput(node.value);
        const type = getNamedType(types.getParentInputType());
        if (isInputObjectType(type)) note(`${type.name}.${node.name.value}`, node);
      },
      EnumValue: (node) => {
        const type = getNamedType(types.getInputType());
        if (isEnumType(type)) note(`${type.name}.${node.value}`, node);
      },
    }),
  );
  return { operation, nodes };
}

export function namedTypeOf(node: TypeNode): NamedTypeNode {
  return node.kind === Kind.NAMED_TYPE ? node : namedTypeOf(node.type);
}

function locationOf(node: ASTNode | undefined): string {
  if (node?.kind === Kind.OPERATION_DEFINITION) return node.operation.toUpperCase();
  return (node?.kind ?? '').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
