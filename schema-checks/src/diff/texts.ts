import { DEFAULT_DEPRECATION_REASON } from 'graphql';
import { draft, harmless } from './change.ts';
import { type Comparison, sentence } from './comparison.ts';
import type { ChangeKind } from './kinds.ts';

/** The kinds that a change of words has at one sort of element. */
export interface TextKinds {
  description: Record<'added' | 'changed' | 'removed', ChangeKind>;
  deprecation?: Record<'added' | 'removed' | 'reasonAdded' | 'reasonChanged' | 'reasonRemoved', ChangeKind>;
}

type Text = string | null | undefined;

export function compareDescriptions(
  { report }: Pick<Comparison, 'report'>,
  { description }: Pick<TextKinds, 'description'>,
  path: string,
  label: string,
  before: Text,
  after: Text,
): void {
  if ((before ?? undefined) === (after ?? undefined)) return;
  const way = before == null ? 'added' : after == null ? 'removed' : 'changed';
  report(draft(description[way], path, 'safe', harmless(`The description of ${label} was ${way}.`, 'Descriptions are for readers.')));
}

export function compareDeprecations(
  { report }: Pick<Comparison, 'report'>,
  { deprecation }: TextKinds,
  path: string,
  label: string,
  before: Text,
  after: Text,
): void {
  if (!deprecation || (before ?? undefined) === (after ?? undefined)) return;
  if (before == null) {
    const reason = 'Operations that use it stay valid; their authors learn that it will go.';
    report(draft(deprecation.added, path, 'safe', harmless(`${sentence(label)} was deprecated: ${after}`, reason)));
  } else if (after == null) {
    const reason = 'Clients that were moving away from it need not.';
    report(draft(deprecation.removed, path, 'safe', harmless(`${sentence(label)} is no longer deprecated.`, reason)));
  } else {
    const way =
      before === DEFAULT_DEPRECATION_REASON ? 'reasonAdded' : after === DEFAULT_DEPRECATION_REASON ? 'reasonRemoved' : 'reasonChanged';
    const message = `The deprecation of ${label} gives another reason: ${after}`;
    report(draft(deprecation[way], path, 'safe', harmless(message, 'It stays deprecated, and operations that use it stay valid.')));
  }
}
