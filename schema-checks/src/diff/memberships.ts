import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLUnionType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { draft } from './change.ts';
import { type Comparison, match, where } from './comparison.ts';

const branch = 'Make sure that clients have a branch for types that they do not know.';

export function compareUnions(c: Comparison, before: GraphQLUnionType, after: GraphQLUnionType): void {
  const { removed, added } = match(before.getTypes(), after.getTypes());
  for (const { name } of added) {
    const reason = 'Clients that read this union may get a type that they know nothing of.';
    const message = `${name} was added to union ${after.name}.`;
    c.report(draft('UNION_MEMBER_ADDED', after.name, 'dangerous', { message, reason, advice: branch }, name));
  }
  for (const { name } of removed) {
    // Whoever removed the type is told that.
    if (!c.after.getType(name)) continue;
    const message = `${name} was removed from union ${before.name}.`;
    const reason = `Operations with a fragment on ${name} in it are refused.`;
    const advice = 'Stop giving it first, and remove it when no operation names it in this union any more.';
    c.report(draft('UNION_MEMBER_REMOVED', before.name, 'breaking', { message, reason, advice }, name));
  }
}

/** Of a type that is new only what concerns clients of the old schema: interfaces that a field gave them. */
export function compareNewImplementer({ before, was, report }: Comparison, type: GraphQLNamedType): void {
  if (!isObjectType(type)) return;
  for (const { name } of type.getInterfaces()) {
    if (!was.given.has(name) || !isInterfaceType(before.getType(name))) continue;
    const message = `${type.name}, which is new, implements ${name}.`;
    report(draft('OBJECT_TYPE_INTERFACE_ADDED', type.name, 'dangerous', { message, reason: surprise(name), advice: branch }, name));
  }
}

const surprise = (name: string): string => `Clients that read ${name} may get a type that they know nothing of.`;

type Implementer = GraphQLObjectType | GraphQLInterfaceType;

export function compareInterfaces(c: Comparison, before: Implementer, after: Implementer): void {
  const { removed, added } = match(before.getInterfaces(), after.getInterfaces());
  for (const { name } of added) reportAdded(c, after, name);
  for (const { name } of removed) {
    const reached = where(c.was.output.has(before.name), c, 'No client could read this type.');
    if (c.after.getType(name)) reportRemoved(reached, before, name);
  }
}

function reportAdded({ was, report }: Comparison, implementer: Implementer, name: string): void {
  const message = `${implementer.name} implements ${name}.`;
  const say = (level: 'safe' | 'dangerous', reason: string) =>
    report(
      draft(
        'OBJECT_TYPE_INTERFACE_ADDED',
        implementer.name,
        level,
        { message, reason, advice: level === 'safe' ? 'Nothing to do.' : branch },
        name,
      ),
    );
  if (!was.output.has(name)) say('safe', 'No client could read this interface before.');
  else if (!isObjectType(implementer))
    say('safe', 'An interface gives no objects of its own; those that implement both are told by themselves.');
  else say('dangerous', surprise(name));
}

function reportRemoved({ report }: Comparison, implementer: Implementer, name: string): void {
  const message = `${implementer.name} no longer implements ${name}.`;
  const say = (level: 'dangerous' | 'breaking', reason: string) => {
    const advice = `Keep "implements ${name}" until no operation relies on it.`;
    report(draft('OBJECT_TYPE_INTERFACE_REMOVED', implementer.name, level, { message, reason, advice }, name));
  };
  if (isObjectType(implementer)) {
    say('breaking', `Fields that give ${name} can give it no longer, and fragments between the two are refused.`);
  } else {
    say('dangerous', `Fragments on ${name} stay valid while one type implements both, but clients that take one for the other do not.`);
  }
}
