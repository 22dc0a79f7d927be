/** Shows how far something is: on one line of a terminal, else as a line each ten seconds. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr, everyMs = 10_000): { at(text: string): void; end(): void } {
  let shown = performance.now();
  return {
    at: (text) => {
      if (stream.isTTY) stream.write(`\r\u001b[2K${text}`);
      else if (performance.now() - shown >= everyMs) {
        shown = performance.now();
        stream.write(`${text}\n`);
      }
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}
