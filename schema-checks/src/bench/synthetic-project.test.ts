import { expect, test, vi } from 'vitest';
import { composeSnapshot } from '../compose/compose-snapshot.ts';
import { changedProject, syntheticProject } from './synthetic-project.ts';

const size = { subgraphs: 3, types: 300, operations: 50 };
vi.setConfig({ testTimeout: 60_000 });
const files = syntheticProject(size);

function compose(project: ReadonlyMap<string, string>) {
  const rooms = [...project].filter(([path]) => path.startsWith('rooms/'));
  const subgraphs = rooms.map(([file, sdl]) => ({ name: file.slice(6, 9), url: 'http://room', file, sdl }));
  const composed = composeSnapshot({ label: 'bench', subgraphs });
  if (composed.kind === 'refused') throw new Error(composed.findings.map(({ message }) => message).join('\n'));
  return composed.composition;
}

test('the synthetic supergraph composes without a hint, has as many types as were asked for, and composes after its changes', () => {
  const { api, hints } = compose(files);
  expect(hints).toEqual([]);
  const types = Object.keys(api.getTypeMap()).filter((name) => /^S\d\d/.test(name));
  expect(types).toHaveLength(size.types);
  const texts = [...files].filter(([path]) => path.startsWith('operations/')).map(([, text]) => text);
  expect(texts.join('\n').match(/^query /gm)).toHaveLength(size.operations);
  const changed = changedProject(files);
  expect([...changed].filter(([path, text]) => files.get(path) !== text)).toHaveLength(size.subgraphs);
  expect(compose(changed).hints).toEqual([]);
});
