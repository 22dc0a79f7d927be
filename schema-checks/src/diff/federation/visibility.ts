import { type ConstDirectiveNode, Kind } from 'graphql';
import { harmless } from '../change.ts';
import { applied, has } from '../landscape.ts';
import { kept, type RoomPair, type Told } from './room-pair.ts';

/** @inaccessible and @tag at what a subgraph has before and after. Where the API changes with it, `told` says so and nothing is said again. */
export function compareVisibility(pair: RoomPair, told: Told): void {
  for (const [before, after] of kept(pair)) {
    if (before.directives.length === 0 && after.directives.length === 0) continue;
    const { coordinate } = after;
    const [was, is] = [has(pair.old, before, 'inaccessible'), has(pair.now, after, 'inaccessible')];
    const kind = is ? 'INACCESSIBLE_ADDED' : 'INACCESSIBLE_REMOVED';
    if (was !== is && !told({ kind, path: coordinate })) {
      const message = is
        ? `${pair.name} hides ${coordinate} from the API (@inaccessible).`
        : `${pair.name} no longer hides ${coordinate} from the API.`;
      const reason = 'The API does not change: another subgraph, or what holds it, hides it.';
      pair.say(kind, coordinate, 'safe', harmless(message, reason));
    }
    compareTags(pair, coordinate, tagsOf(applied(pair.old, before, 'tag')), tagsOf(applied(pair.now, after, 'tag')));
  }
}

const tagsOf = (tags: readonly ConstDirectiveNode[]): Set<string> =>
  new Set(
    tags.map((tag) => {
      const value = tag.arguments?.find(({ name }) => name.value === 'name')?.value;
      return value?.kind === Kind.STRING ? value.value : '';
    }),
  );

function compareTags({ name, say }: RoomPair, coordinate: string, was: ReadonlySet<string>, is: ReadonlySet<string>): void {
  const reason = 'The API does not change; contracts that include or exclude the tag may, and are checked by themselves.';
  for (const tag of is) {
    if (was.has(tag)) continue;
    say('TAG_ADDED', coordinate, 'safe', harmless(`${name} tags ${coordinate} as ${tag}.`, reason), `@tag(name: "${tag}")`);
  }
  for (const tag of was) {
    if (is.has(tag)) continue;
    say('TAG_REMOVED', coordinate, 'safe', harmless(`${name} no longer tags ${coordinate} as ${tag}.`, reason), `@tag(name: "${tag}")`);
  }
}
