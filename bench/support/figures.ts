/** The middle of some figures, or the value below which the share `at` of them lies. */
export function percentile(figures: readonly number[], at: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? NaN;
}

export const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

export const median = (figures: readonly number[]): number => percentile(figures, 0.5);

/** Figures under their names, as a table of text. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
