import type { Change, Snapshot } from '../model.ts';
import type { Project } from '../project/config.ts';
import { filesInCommit, filesInTree } from '../project/matching-files.ts';
import { diffEvents } from './diff-events.ts';
import type { EventSet } from './model.ts';
import { readEvents } from './read-events.ts';

/** Every change of events between two snapshots; none where one of them is a file or an endpoint, of which no events are known. */
export async function eventChanges(project: Project, before: Snapshot, after: Snapshot): Promise<Change[]> {
  const [old, now] = [await eventsOf(project, before), await eventsOf(project, after)];
  return old && now ? diffEvents(old, now) : [];
}

/** The events of a snapshot; undefined of a file or an endpoint, and where the project names none. */
export async function eventsOf(project: Project, { commit, events }: Snapshot): Promise<EventSet | undefined> {
  if (!events) return undefined;
  return readEvents(commit === undefined ? filesInTree(project, events.schemas) : await filesInCommit(project, commit, events.schemas));
}
