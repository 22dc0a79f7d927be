import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type TypeNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

// What kit/remote-verbs does with an answer holds for documents that keep its conventions. They are checked here, where the schema is
// known: a room runs without the SDL of the rooms that it calls.

/** Fields of these scalars are text on the wire; a reader knows them by how their names end. */
const endings = { MinorUnits: 'Minor', DateTime: 'At' };

/** A plugin of codegen: the verbs of a document by name, each with the type of a command and of its outcome. */
export function plugin(schema: GraphQLSchema, documents: { document?: DocumentNode }[]): string {
  const operations = documents.flatMap(({ document }) => document?.definitions ?? []).filter(isOperation);
  const calls = operations.filter(isCall).map((operation) => {
    const name = nameOf(operation, misnamed(schema, operation));
    const result = resultOf(operation, name);
    return `  ${name}: { variables: ${result}Variables; outcome: NonNullable<${result}['outcome']> };`;
  });
  const verbs = operations
    .filter((operation) => !isCall(operation))
    .map((operation) => {
      const name = nameOf(operation, [...faultsOf(operation), ...misnamed(schema, operation)]);
      const result = resultOf(operation, name);
      const list = operation.variableDefinitions?.[0]?.variable.name.value;
      return `  ${name}: { command: ${result}Variables['${list}'][number]; outcome: NonNullable<${result}['outcomes']>[number] };`;
    });
  const said = '/** Every verb of the document: what one command says, and what its outcome tells. */';
  const called = '/** What is no list of commands: what is sent, and what comes back. */';
  return `${said}\nexport interface Verbs {\n${verbs.join('\n')}\n}\n${called}\nexport interface Calls {\n${calls.join('\n')}\n}\n`;
}

/** Its answer is asked for as `outcome`: one, whatever is sent. */
const isCall = ({ selectionSet: { selections } }: OperationDefinitionNode): boolean =>
  selections.length === 1 && selections.every((one) => one.kind === Kind.FIELD && shownName(one) === 'outcome');

function nameOf({ name }: OperationDefinitionNode, faults: readonly string[]): string {
  if (!name) throw new Error('an operation between rooms needs a name');
  if (faults.length > 0) throw new Error(`${name.value}: ${faults.join('; ')}`);
  return name.value;
}

const resultOf = ({ operation }: OperationDefinitionNode, name: string): string =>
  `${name}${operation === 'mutation' ? 'Mutation' : 'Query'}`;

const isOperation = (definition: { kind: Kind }): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION;

function faultsOf({ variableDefinitions = [], selectionSet }: OperationDefinitionNode): string[] {
  const [answer, ...more] = selectionSet.selections;
  const [sent, ...others] = variableDefinitions;
  const isList = sent && others.length === 0 && withoutNull(sent.type).kind === Kind.LIST_TYPE;
  const isOutcomes = answer?.kind === Kind.FIELD && shownName(answer) === 'outcomes' && more.length === 0;
  return [...(isList ? [] : ['it needs one variable, a list']), ...(isOutcomes ? [] : ['it asks for one field, a list, as `outcomes`'])];
}

function misnamed(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  const look = (field: FieldNode): void => {
    const type = getNamedType(types.getType())?.name;
    for (const [scalar, ending] of Object.entries(endings))
      if ((type === scalar) !== shownName(field).endsWith(ending))
        found.push(`${shownName(field)} is ${type}: names end in ${ending} for ${scalar} and nothing else`);
  };
  visit(operation, visitWithTypeInfo(types, { Field: look }));
  return found;
}

const withoutNull = (type: TypeNode): TypeNode => (type.kind === Kind.NON_NULL_TYPE ? type.type : type);

const shownName = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;
