import { OperationTypeNode } from 'graphql';
import type { ChangeKind } from '../diff/kinds.ts';
import { renamedRoots } from '../diff/type-set.ts';
import type { Change } from '../model.ts';
import { all, type HitRule, type Hitting, merged, partsOf, refused, type View } from './hitting.ts';
import {
  argumentAdded,
  argumentDefaultChanged,
  argumentGone,
  argumentTypeChanged,
  inputFieldAdded,
  inputFieldDefaultChanged,
  inputFieldGone,
  inputFieldTypeChanged,
  inputTypeChanged,
} from './input-rules.ts';
import {
  enumValueAdded,
  enumValueGone,
  fieldGone,
  fieldTypeChanged,
  interfaceAdded,
  interfaceGone,
  typeGone,
  typeRemoved,
  unionMemberAdded,
  unionMemberGone,
} from './output-rules.ts';

const locationGone: HitRule = ({ path, detail = '' }, { index }) => all(index.find(`${path} ${detail}`), `writes ${path} on ${detail}`);

/** Only validation knows which of them writes it twice. */
const invalidUsers: HitRule = ({ path }, view) => refused(all(view.index.find(path), `uses ${path}`), view);

const rootTypeChanged =
  (root: OperationTypeNode): HitRule =>
  ({ path }, view) => {
    const { index, before, after } = view;
    const type = before.getRootType(root)?.name ?? path;
    const users = all(index.find(root), `is a ${root}`);
    // Where the old type is still there, or the new one was, they are compared with themselves: nothing is told of what is asked for now.
    const exchanged = after.getRootType(root) && !renamedRoots({ before, after }).has(type);
    return [...all(index.find(`on ${type}`), `has a fragment on ${type}`), ...(exchanged ? users : refused(users, view))];
  };

const rootKinds = Object.values(OperationTypeNode);

/** Everything that is sent to the subgraph itself. */
const subgraphGone: HitRule = ({ path }, { index }) => rootKinds.flatMap((root) => all(index.find(root), `is sent to ${path}`));

const rules: Partial<Record<ChangeKind, HitRule>> = {
  FIELD_REMOVED: fieldGone,
  FIELD_TYPE_CHANGED: fieldTypeChanged,
  FIELD_ARGUMENT_ADDED: argumentAdded,
  FIELD_ARGUMENT_REMOVED: argumentGone,
  FIELD_ARGUMENT_TYPE_CHANGED: argumentTypeChanged,
  FIELD_ARGUMENT_DEFAULT_CHANGED: argumentDefaultChanged,
  INPUT_FIELD_ADDED: inputFieldAdded,
  INPUT_FIELD_REMOVED: inputFieldGone,
  INPUT_FIELD_TYPE_CHANGED: inputFieldTypeChanged,
  INPUT_FIELD_DEFAULT_VALUE_CHANGED: inputFieldDefaultChanged,
  ONE_OF_ADDED: inputTypeChanged,
  ENUM_VALUE_ADDED: enumValueAdded,
  ENUM_VALUE_REMOVED: enumValueGone,
  UNION_MEMBER_ADDED: unionMemberAdded,
  UNION_MEMBER_REMOVED: unionMemberGone,
  OBJECT_TYPE_INTERFACE_ADDED: interfaceAdded,
  OBJECT_TYPE_INTERFACE_REMOVED: interfaceGone,
  SUBGRAPH_REMOVED: subgraphGone,
  TYPE_REMOVED: typeRemoved,
  TYPE_KIND_CHANGED: typeGone,
  DIRECTIVE_ARGUMENT_ADDED: argumentAdded,
  DIRECTIVE_ARGUMENT_REMOVED: argumentGone,
  DIRECTIVE_ARGUMENT_TYPE_CHANGED: argumentTypeChanged,
  DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED: argumentDefaultChanged,
  DIRECTIVE_LOCATION_REMOVED: locationGone,
  DIRECTIVE_REPEATABLE_REMOVED: invalidUsers,
  SCHEMA_QUERY_TYPE_CHANGED: rootTypeChanged(OperationTypeNode.QUERY),
  SCHEMA_MUTATION_TYPE_CHANGED: rootTypeChanged(OperationTypeNode.MUTATION),
  SCHEMA_SUBSCRIPTION_TYPE_CHANGED: rootTypeChanged(OperationTypeNode.SUBSCRIPTION),
};

/** Of every other kind: whoever uses what stands at the path, in the operation or through variables of its type. */
const usersOfPath: HitRule = ({ path, touches }, { index }) => {
  if (touches) return touches.flatMap((each) => all(index.find(each), `asks for ${each}`));
  const { type, field } = partsOf(path);
  const throughVariables = all(index.byVariables(type), `has a variable that leads to ${type}`);
  return [...all(index.find(path), `uses ${path}`), ...(field === undefined ? throughVariables : [])];
};

/** The operations that a change reaches, each once. */
export const hittingsOf = (change: Change, view: View): Hitting[] => merged((rules[change.kind] ?? usersOfPath)(change, view));
