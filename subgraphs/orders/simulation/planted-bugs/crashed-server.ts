import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** What a crash of the database server may take back, taken for durable. */
export const crashedServer: readonly PlantedBug[] = [
  {
    name: 'decided on Tries that a crash of the server took back',
    file: 'src/placing/advance-placement.ts',
    text: 'await deps.journal.confirm(placement, life)',
    by: 'await deps.journal.confirm(placement, (deps.life.doubt(), await deps.life.token()))',
    blamed: /a person is called: a participant let go/,
  },
  {
    name: 'completed though a crash of the server took the confirmations back',
    file: 'src/placing/settle-placement.ts',
    text: 'return (await journal.complete(id, true, life)) ? finished : undefined;',
    by: 'return (await journal.complete(id, true, (deps.life.doubt(), await deps.life.token()))) ? finished : undefined;',
    blamed: /is completed, but the (stock|quote|hold of points)|says (HELD|FROZEN) of what a settled order/,
  },
  {
    name: 'aborted for good though a crash of the server took the releases back',
    file: 'src/placing/undo-placement.ts',
    text: 'if (!(await journal.finishAbort(id, life))) return undefined;',
    by: 'if (!(await journal.finishAbort(id, (deps.life.doubt(), await deps.life.token())))) return undefined;',
    blamed: /is aborted, but the (stock|quote|hold of points)/,
  },
  {
    name: 'left to a person though a crash of the server took the confirmations back',
    file: 'src/placing/settle-placement.ts',
    text: "callPerson(deps, id, life, 'capture_refused'",
    by: "callPerson(deps, id, (deps.life.doubt(), await deps.life.token()), 'capture_refused'",
    blamed: /is confirmed, but the (stock|quote|hold of points)/,
    sagas: 120_000,
    seed: 69,
  },
  {
    name: 'cancelled for good though a crash of the server took the returns back',
    file: 'src/cancelling/drive-cancellation.ts',
    text: 'paymentStatus, token);',
    by: 'paymentStatus, (life.doubt(), await life.token()));',
    blamed: /is completed, but the (stock|quote|hold of points)/,
  },
  {
    name: 'in pricing: a frozen price that may be lost after money was authorized for it',
    file: 'simulation/remotes.ts',
    text: " || name === 'try price'",
    by: '',
    blamed: /is to be authorized after/,
    sagas: 40_000,
    seed: 67,
  },
];
