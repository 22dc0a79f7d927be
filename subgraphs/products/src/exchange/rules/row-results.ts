import type { AlreadyExists, InvalidInput, InvalidTransition } from '@cartograph/kit/problems';
import type { IndexedRow } from '#exchange/rules/group-rows';
import type { RowFault } from '#exchange/rules/row';

/** Why a product was refused, by its rows: what is wrong with a variant is its row's, all else the first row's. */
export function faultsByRow(
  rows: readonly IndexedRow[],
  problem: InvalidInput | AlreadyExists | InvalidTransition,
): Map<number, RowFault[]> {
  const faults = new Map<number, RowFault[]>();
  const [first] = rows;
  for (const { path, message } of placesOf(problem)) {
    const [field = 'sku', place, part] = path.slice(1);
    const row = field === 'variants' && place !== undefined ? rows[Number(place)] : first;
    if (!row) continue;
    const name = field === 'variants' ? (part ?? 'sku') : field;
    faults.set(row.index, [
      ...(faults.get(row.index) ?? []),
      { field: name === 'title' && field === 'variants' ? 'variantTitle' : name, message },
    ]);
  }
  return faults;
}

/** Rows that may stay when those that are wrong by themselves have left; none where it is the product that is wrong. */
export function rowsLeft(rows: readonly IndexedRow[], problem: InvalidInput | AlreadyExists | InvalidTransition): IndexedRow[] {
  const places = placesOf(problem);
  if (places.some(({ path }) => path[1] !== 'variants' || path[2] === undefined)) return [];
  const wrong = new Set(places.map(({ path }) => rows[Number(path[2])]?.index));
  return rows.filter(({ index }) => !wrong.has(index));
}

function placesOf(problem: InvalidInput | AlreadyExists | InvalidTransition): { path: string[]; message: string }[] {
  switch (problem.__typename) {
    case 'InvalidInput':
      return problem.fields;
    case 'AlreadyExists':
      return [{ path: problem.path, message: problem.message }];
    case 'InvalidTransition':
      return [{ path: ['product', 'status'], message: problem.message }];
  }
}
