import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** Where a placement is driven: calls and writes. */
export const driving: readonly PlantedBug[] = [
  {
    name: 'commit before reserve',
    file: 'src/placing/take-tries.ts',
    text: 'calls.inventory.reserveStock({ placementId: id, lines }),',
    by: "(void calls.inventory.reserveStock({ placementId: id, lines }).catch(() => undefined), { placementId: id, state: 'HELD' as const, shortages: [] }),",
    blamed: /a person is called: a participant let go/,
  },
  {
    name: 'a late worker goes on with a confirmation that was not its own',
    file: 'src/placing/advance-placement.ts',
    text: 'if (!(await deps.journal.confirm(placement, life))) return undefined;',
    by: 'await deps.journal.confirm(placement, life);',
    blamed: /(confirm|capture).* while the placement is (abort|pending)|told "placed" while the placement is (abort|pending)/,
  },
  {
    name: 'a late worker undoes what another one has confirmed',
    file: 'src/placing/advance-placement.ts',
    text: 'if (!(await deps.journal.abort(placement.id, rest, problems))) return undefined;',
    by: 'await deps.journal.abort(placement.id, rest, problems);',
    blamed: /(cancel|void).* while the placement is (confirmed|completed)/,
  },
  {
    name: 'joined compare-and-set: rows that were skipped count as decided',
    file: 'src/placing/journal.ts',
    text: 'return items.map(({ id }) => ids.has(id));',
    by: 'return items.map(() => ids.size >= 0);',
    blamed: /while the placement is/,
  },
  {
    name: 'abort after confirm',
    file: 'src/placing/settle-placement.ts',
    text: "      return callPerson(deps, id, life, 'capture_refused', payment.state);",
    by: '      await all([calls.inventory.releaseStock(command), calls.payments.voidPayments(command)]);\n      return undefined;',
    blamed: /(cancel|void).* while the placement is confirmed/,
  },
  {
    name: 'capture without looking at a cancellation',
    file: 'src/placing/settle-placement.ts',
    text: 'isCancelled(id),',
    by: 'false,',
    blamed: /did not find the order uncancelled/,
  },
  {
    name: 'capture although the order is cancelled',
    file: 'src/placing/settle-placement.ts',
    text: '  if (cancelled) return',
    by: '  if (cancelled && facts.heard === undefined) return',
    blamed: /did not find the order uncancelled/,
  },
  {
    name: 'void forgotten',
    file: 'src/placing/undo-placement.ts',
    text: 'calls.payments.voidPayments(command),',
    by: "{ ...command, state: 'VOIDED' as const },",
    blamed: /the payment is|money held/,
  },
  {
    name: 'points not released',
    file: 'src/placing/undo-placement.ts',
    text: 'request.customerId === null ? null : calls.customers.releasePoints(command),',
    by: 'null,',
    blamed: /the hold of points is/,
  },
  {
    name: 'no tombstone: only what is known to be held is let go',
    file: 'src/placing/undo-placement.ts',
    text: 'calls.inventory.releaseStock(command),',
    by: "(await journal.load(id))?.facts.stock === 'DONE' ? calls.inventory.releaseStock(command) : { ...command, state: 'RELEASED' as const },",
    blamed: /the stock is (HELD|undefined)/,
  },
  {
    name: 'more points are held than the price takes off',
    file: 'src/placing/take-tries.ts',
    text: 'const worth = redeemPoints === 0 ? 0 : ((await priced).quote?.pointsRedeemed ?? redeemPoints);',
    by: 'const worth = redeemPoints;',
    blamed: /points redeemed is/,
  },
];
