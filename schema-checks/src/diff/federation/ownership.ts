import { harmless } from '../change.ts';
import { applied, type Landscape } from '../landscape.ts';
import { fieldsOf, pathsOf } from './field-sets.ts';
import { isExternal, type Owners, overrideOf, ownersOf } from './owners.ts';
import { type RoomPair, type Said, saying } from './room-pair.ts';

/** Who resolves which field: of fields that some subgraph resolves before and after. */
export function compareOwnership(pairs: readonly RoomPair[], was: Landscape, is: Landscape, out: Said[]): void {
  for (const field of touched(pairs)) {
    const [old, now] = [ownersOf(was, field), ownersOf(is, field)];
    const explained = pairs.map((pair) => compareOverride(pair, field, old, now));
    reportCleanedUp(pairs, field, old);
    if (explained.includes(true)) continue;
    if (old.asked.size > 0 && now.asked.size > 0) compareOwners(pairs, field, old, now, is, out);
    else compareExternal(pairs, field);
  }
}

/**
 * Fields of object types that a subgraph has before and after, where it has the field, or resolves it, only before or only after;
 * of a type that is new to it, what it takes over. What comes and goes with a whole type is told of the type.
 */
function touched(pairs: readonly RoomPair[]): string[] {
  const fields = new Set<string>();
  for (const { old, now } of pairs) {
    for (const type of now.elements.fields.keys()) {
      if (now.elements.all.get(type)?.site !== 'OBJECT') continue;
      if (old.elements.all.get(type)?.site !== 'OBJECT') {
        const taken = now.elements.fields.get(type)?.filter((field) => overrideOf(now, now.elements.all.get(field)));
        for (const field of taken ?? []) fields.add(field);
        continue;
      }
      for (const field of [...(old.elements.fields.get(type) ?? []), ...(now.elements.fields.get(type) ?? [])]) {
        const [before, after] = [old.elements.all.get(field), now.elements.all.get(field)];
        if (!before || !after) fields.add(field);
        else if (isExternal(old, before) !== isExternal(now, after)) fields.add(field);
        else if (JSON.stringify(overrideOf(old, before)) !== JSON.stringify(overrideOf(now, after))) fields.add(field);
      }
    }
  }
  return [...fields].sort();
}

/** Whether the subgraph's @override changed, which explains who resolves the field from now on. */
function compareOverride({ name, old, now, is, say }: RoomPair, field: string, before: Owners, after: Owners): boolean {
  const [was, to] = [overrideOf(old, old.elements.all.get(field)), overrideOf(now, now.elements.all.get(field))];
  if (!now.elements.all.has(field) || JSON.stringify(was) === JSON.stringify(to)) return false;
  const reason = 'The gateway asks another subgraph for it: what that answers may differ, and it must be there before the new supergraph.';
  const advice = `Run the new ${name} before the new supergraph, compare what both answer, and remove the old field in a later change.`;
  const share = (label: string | undefined) => (label === undefined ? 'all of it' : `the share that "${label}" says`);
  if (!was && to) {
    // Who gives it up at the same time leaves plans under way without an answer.
    if (before.asked.has(to.from) && !after.asked.has(to.from) && !after.overridden.has(to.from)) return false;
    const message = `${name} takes ${field} over from ${to.from} (@override, ${share(to.label)}).`;
    const level = before.asked.has(to.from) ? 'dangerous' : 'safe';
    const unasked = harmless(message, `No plan asks ${to.from} for it.`);
    say('OVERRIDE_ADDED', field, level, level === 'safe' ? unasked : { message, reason, advice });
  } else if (was && !to) {
    const message = `${name} no longer overrides ${field} of ${was.from}.`;
    const still = is.rooms.has(was.from) && after.asked.has(was.from);
    const alone = harmless(message, `No other subgraph is asked for it: ${name} resolves it as before.`);
    const both = { message, reason, advice: `Remove ${field} from ${was.from} first.` };
    say('OVERRIDE_REMOVED', field, still ? 'dangerous' : 'safe', still ? both : alone);
  } else if (was && to && was.from !== to.from) {
    say('OVERRIDE_FROM_CHANGED', field, 'dangerous', {
      message: `${name} takes ${field} over from ${to.from} instead of ${was.from}.`,
      reason,
      advice,
    });
  } else if (was && to) {
    const message = `${name} takes over ${share(to.label)} of ${field} instead of ${share(was.label)}.`;
    say('OVERRIDE_LABEL_CHANGED', field, 'dangerous', { message, reason, advice });
  }
  return true;
}

function compareOwners(pairs: readonly RoomPair[], field: string, old: Owners, now: Owners, is: Landscape, out: Said[]): void {
  const gained = [...now.asked].filter((name) => !old.asked.has(name));
  const lost = [...old.asked].filter((name) => !now.asked.has(name));
  if (lost.length > 0 && gained.length > 0) {
    // A subgraph that is gone is told by itself.
    if (!lost.some((name) => is.rooms.has(name))) return;
    const words = {
      message: `${field} moved from ${lost.join(', ')} to ${gained.join(', ')} in one step.`,
      reason: `A gateway that still runs the old supergraph asks ${lost.join(', ')} for it, which cannot answer any more.`,
      advice: `Add it to ${gained.join(', ')} with @override(from: "${lost[0]}"), and remove it from ${lost.join(', ')} in a later change.`,
    };
    saying(out, ...lost, ...gained)('FIELD_OWNER_CHANGED', field, 'breaking', words);
    return;
  }
  compareExternal(pairs, field);
  for (const { name, old: before, now: after, say } of pairs) {
    const [was, to] = [before.elements.all.get(field), after.elements.all.get(field)];
    if (was && to) continue;
    const message = was ? `${name} no longer has ${field}, which others resolve.` : `${name} resolves ${field} as well.`;
    if (gained.includes(name) && !inKey(after, field)) {
      say('FIELD_OWNER_ADDED', field, 'safe', harmless(message, 'All that resolve it must give the same; plans may take either.'));
    } else if (lost.includes(name) && !inKey(before, field)) {
      const reason = `A gateway that still runs the old supergraph may ask ${name} for it.`;
      const advice = `Publish the new supergraph before the new ${name} runs.`;
      say('FIELD_OWNER_REMOVED', field, 'dangerous', { message, reason, advice });
    }
  }
}

function reportCleanedUp(pairs: readonly RoomPair[], field: string, { overridden }: Owners): void {
  for (const { name, old, now, say } of pairs) {
    if (!overridden.has(name) || !old.elements.all.has(field) || now.elements.all.has(field)) continue;
    const words = harmless(
      `${name} no longer has ${field}, which others resolve.`,
      'No plan asked for it here: another subgraph overrides it.',
    );
    say('FIELD_OWNER_REMOVED', field, 'safe', words);
  }
}

function compareExternal(pairs: readonly RoomPair[], field: string): void {
  for (const { name, old, now, say } of pairs) {
    const [was, to] = [old.elements.all.get(field), now.elements.all.get(field)];
    const [external, isNow] = [was && isExternal(old, was), to && isExternal(now, to)];
    if (!was && isNow && !inKey(now, field)) {
      say(
        'EXTERNAL_ADDED',
        field,
        'safe',
        harmless(`${name} refers to ${field} of another subgraph (@external).`, 'It resolves nothing more or less.'),
      );
    } else if (external && !to && !inKey(old, field)) {
      say(
        'EXTERNAL_REMOVED',
        field,
        'safe',
        harmless(`${name} no longer refers to ${field} of another subgraph.`, 'It did not resolve it.'),
      );
    } else if (was && !external && isNow) {
      const message = `${name} refers to ${field} of another subgraph (@external) instead of resolving it.`;
      const reason = `A gateway that still runs the old supergraph may ask ${name} for it.`;
      const advice = `Publish the new supergraph before the new ${name} runs.`;
      say('EXTERNAL_ADDED', field, 'dangerous', { message, reason, advice });
    } else if (external && to && !isNow) {
      const message = `${name} resolves ${field} itself (no longer @external).`;
      say('EXTERNAL_REMOVED', field, 'safe', harmless(message, 'All that resolve it must give the same; plans may take either.'));
    }
  }
}

/** Key fields come and go with their key, which is told. */
function inKey(room: RoomPair['now'], field: string): boolean {
  const [type = '', name = ''] = field.split('.');
  return applied(room, room.elements.all.get(type), 'key').some((key) => pathsOf(fieldsOf(key) ?? '').has(name));
}
