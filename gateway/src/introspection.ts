import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { type DocumentNode, execute, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { GatewayContext } from '#context';

/**
 * Questions about the schema alone are answered by graphql-js: no room is asked, and the planner knows an older list of their fields than the
 * schema itself tells (isOneOf), and fails on the others.
 */
export const answerIntrospection: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    responseForOperation: async ({ schema, document, operation, request }) => {
      if (!asksForTheSchema(document, operation)) return null;
      const { variables: variableValues, operationName } = request;
      const { data, errors } = await execute({ schema, document, variableValues, operationName });
      // Wrong variables are refused where all are.
      return errors ? null : { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data: data ?? null } } };
    },
  }),
};

function asksForTheSchema(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const only = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__');
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return part !== undefined && only(part.selectionSet);
    });
  return only(operation.selectionSet);
}
