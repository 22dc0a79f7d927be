import type { Composition } from '../model.ts';
import { baseFindings } from '../project/base-snapshot.ts';
import { findingLine } from '../report/lines.ts';

/** What is odd about the base, on standard error: it is no part of what the command was asked for. */
export function tellBase({ snapshot }: Composition): void {
  for (const finding of baseFindings(snapshot)) console.error(findingLine(finding));
}
