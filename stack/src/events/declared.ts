import type { EventDeclaration } from '@cartograph/kit/declare-event';
import { registry, rooms } from '../rooms.ts';

export interface DeclaredEvent {
  room: string;
  declaration: EventDeclaration;
}

/** Every event of every room, in the order of rooms. */
export async function declaredEvents(): Promise<DeclaredEvent[]> {
  const lists = await Promise.all(rooms.map(async (room) => (await registry[room].events()).map((declaration) => ({ room, declaration }))));
  return lists.flat();
}

/** What is wrong with the declarations, a sentence each: a name of another room, one twice, a part without a description. */
export function faultsOf(declared: readonly DeclaredEvent[]): string[] {
  const names = declared.map(({ declaration: { type, version } }) => `${type} v${version}`);
  return declared.flatMap(({ room, declaration }, index) => {
    const { type, schema, description } = declaration;
    const name = names[index] ?? type;
    return [
      ...(type.startsWith(`${room}.`) && /^[a-z]+\.[a-z]+(_[a-z]+)+$/.test(type) ? [] : [`${name}: is not called ${room}.noun_verbed`]),
      ...(names.indexOf(name) === index ? [] : [`${name}: is declared twice`]),
      ...(description === '' ? [`${name}: has no description`] : []),
      ...undescribed(schema.shape, '').map((path) => `${name}: ${path} has no description`),
    ];
  });
}

interface Described {
  description?: string | undefined;
  shape?: Readonly<Record<string, unknown>>;
  element?: unknown;
}

function undescribed(shape: Readonly<Record<string, unknown>>, above: string): string[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const { description, shape: inner, element } = field as Described;
    const items = (element as Described | undefined)?.shape;
    return [
      ...(description ? [] : [above + name]),
      ...(inner ? undescribed(inner, `${above}${name}.`) : []),
      ...(items ? undescribed(items, `${above}${name}[].`) : []),
    ];
  });
}
