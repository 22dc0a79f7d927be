import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, type SelectionSetNode } from 'graphql';

/** What an operation takes out of which bucket, beside its request. */
export interface Takings {
  readonly mutation: number;
  readonly password: number;
  readonly placing: number;
}

const passwords: ReadonlySet<string> = new Set(['signIn', 'signUp', 'refreshSession', 'resetPassword']);

/** The fields below the root, fragments written out; limits have bounded them. */
function* fieldsOf(document: DocumentNode, { selections }: SelectionSetNode): Generator<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) yield selection.name.value;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(document, selection.selectionSet);
    else {
      const { value } = selection.name;
      const fragment = document.definitions.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === value);
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) yield* fieldsOf(document, fragment.selectionSet);
    }
  }
}

/** Undefined for a query: its request is all that it takes. */
export function takingsOf(document: DocumentNode, operation: OperationDefinitionNode): Takings | undefined {
  if (operation.operation !== OperationTypeNode.MUTATION) return undefined;
  const fields = [...fieldsOf(document, operation.selectionSet)];
  return {
    mutation: fields.length,
    password: fields.filter((field) => passwords.has(field)).length,
    placing: fields.filter((field) => field === 'placeOrder').length,
  };
}
