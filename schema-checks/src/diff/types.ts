import {
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { draft, harmless } from './change.ts';
import { type Comparison, nameOfKind, where } from './comparison.ts';
import { compareEnums } from './enums.ts';
import { compareFields } from './fields.ts';
import { compareInputs, type InputSite } from './inputs.ts';
import { compareInterfaces, compareUnions } from './memberships.ts';
import { compareDescriptions } from './texts.ts';
import { compareSites } from './usages.ts';

const description = { added: 'TYPE_DESCRIPTION_ADDED', changed: 'TYPE_DESCRIPTION_CHANGED', removed: 'TYPE_DESCRIPTION_REMOVED' } as const;

const inputFieldKinds: InputSite['kinds'] = {
  added: 'INPUT_FIELD_ADDED',
  removed: 'INPUT_FIELD_REMOVED',
  type: 'INPUT_FIELD_TYPE_CHANGED',
  defaultValue: 'INPUT_FIELD_DEFAULT_VALUE_CHANGED',
  description: {
    added: 'INPUT_FIELD_DESCRIPTION_ADDED',
    changed: 'INPUT_FIELD_DESCRIPTION_CHANGED',
    removed: 'INPUT_FIELD_DESCRIPTION_REMOVED',
  },
  deprecation: {
    added: 'INPUT_FIELD_DEPRECATION_ADDED',
    removed: 'INPUT_FIELD_DEPRECATION_REMOVED',
    reasonAdded: 'INPUT_FIELD_DEPRECATION_REASON_CHANGED',
    reasonChanged: 'INPUT_FIELD_DEPRECATION_REASON_CHANGED',
    reasonRemoved: 'INPUT_FIELD_DEPRECATION_REASON_CHANGED',
  },
};

const unreached = 'Nothing in the schema led clients to this type.';

/** A type of both schemas, member by member. */
export function compareType(comparison: Comparison, old: GraphQLNamedType, now: GraphQLNamedType): void {
  const { was } = comparison;
  const c = where(was.output.has(old.name) || was.input.has(old.name), comparison, unreached);
  compareDescriptions(c, { description }, now.name, `${nameOfKind(now)} ${now.name}`, old.description, now.description);
  if (isObjectType(old) && isObjectType(now)) {
    // A type that nobody could read may be read through an interface that it joins.
    compareInterfaces(comparison, old, now);
    compareFields(c, old, now);
    compareSites(c, 'OBJECT', now.name, `type ${now.name}`, old, now);
  } else if (isInterfaceType(old) && isInterfaceType(now)) {
    compareInterfaces(comparison, old, now);
    compareFields(c, old, now);
    compareSites(c, 'INTERFACE', now.name, `interface ${now.name}`, old, now);
  } else if (isUnionType(old) && isUnionType(now)) {
    compareUnions(c, old, now);
    compareSites(c, 'UNION_MEMBER', now.name, `union ${now.name}`, old, now);
  } else if (isEnumType(old) && isEnumType(now)) {
    compareEnums(c, old, now);
    compareSites(c, 'ENUM', now.name, `enum ${now.name}`, old, now);
  } else if (isInputObjectType(old) && isInputObjectType(now)) {
    compareInputObjects(c, old, now);
    compareSites(c, 'INPUT_OBJECT', now.name, `input type ${now.name}`, old, now);
  } else if (isScalarType(old) && isScalarType(now)) {
    compareScalars(c, old, now);
    compareSites(c, 'SCALAR', now.name, `scalar ${now.name}`, old, now);
  } else {
    reportKind(c, old, now);
  }
}

function reportKind(c: Comparison, old: GraphQLNamedType, now: GraphQLNamedType): void {
  // What its members led to went with them.
  if (isObjectType(old) || isInterfaceType(old) || isInputObjectType(old)) {
    for (const name of Object.keys(old.getFields())) c.cut.add(`${old.name}.${name}`);
  }
  const words = {
    message: `${old.name} changed from ${nameOfKind(old)} to ${nameOfKind(now)}.`,
    reason: 'Selections, fragments and values that were written for the one are refused by the other.',
    advice: `Add the ${nameOfKind(now)} under a name of its own, and deprecate what gives or takes ${old.name}.`,
  };
  c.report(draft('TYPE_KIND_CHANGED', old.name, 'breaking', words));
}

function compareInputObjects(c: Comparison, old: GraphQLInputObjectType, now: GraphQLInputObjectType): void {
  const site: InputSite = {
    kinds: inputFieldKinds,
    pathOf: (name) => `${now.name}.${name}`,
    labelOf: (name) => `input field ${now.name}.${name}`,
    usage: 'INPUT_FIELD_DEFINITION',
  };
  compareInputs(c, site, Object.values(old.getFields()), Object.values(now.getFields()));
  if (!old.isOneOf && now.isOneOf) {
    const words = {
      message: `Input type ${now.name} takes exactly one of its fields (@oneOf).`,
      reason: 'Operations that send none, several or null are refused.',
      advice: 'Add an input type of its own with @oneOf, and deprecate what takes this one.',
    };
    c.report(draft('ONE_OF_ADDED', now.name, 'breaking', words));
  }
  if (old.isOneOf && !now.isOneOf) {
    const words = harmless(`Input type ${now.name} takes several of its fields (no longer @oneOf).`, 'Sending one of them stays valid.');
    c.report(draft('ONE_OF_REMOVED', now.name, 'safe', words));
  }
}

function compareScalars(
  { report }: Comparison,
  { name, specifiedByURL: was }: GraphQLScalarType,
  { specifiedByURL: is }: GraphQLScalarType,
): void {
  if ((was ?? undefined) === (is ?? undefined)) return;
  if (was == null) {
    const words = harmless(`Scalar ${name} says what it is: ${is}`, 'A specification describes it; its values stay what they are.');
    report(draft('SPECIFIED_BY_ADDED', name, 'safe', words));
    return;
  }
  const reason = 'Clients that read or write its values by the old specification may fail on them.';
  const advice = 'Keep the values as they are, or add another scalar for the new form.';
  if (is == null) {
    report(
      draft('SPECIFIED_BY_REMOVED', name, 'dangerous', { message: `Scalar ${name} no longer says what it is: ${was}`, reason, advice }),
    );
  } else {
    const message = `Scalar ${name} follows another specification: ${is}, was ${was}`;
    report(draft('SPECIFIED_BY_CHANGED', name, 'dangerous', { message, reason, advice }));
  }
}
