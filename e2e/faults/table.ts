/** Rows under their heads, columns aligned: text to the left, numbers to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => String(row[column]).length)));
  const line = (cells: readonly (string | number)[], right: (column: number) => boolean): string =>
    cells
      .map((cell, column) => String(cell)[right(column) ? 'padStart' : 'padEnd'](widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const isNumber = (column: number): boolean => typeof rows[0]?.[column] === 'number';
  return [line(heads, isNumber), ...rows.map((row) => line(row, isNumber))].join('\n');
}
