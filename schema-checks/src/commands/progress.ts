const quietMs = 1_000;

/** Says what a command is at, once it has taken a second, on a terminal. */
export function progressLines(stream: NodeJS.WriteStream): (what: string) => void {
  const from = performance.now();
  return (what) => {
    const passed = performance.now() - from;
    if (stream.isTTY && passed > quietMs) stream.write(`${(passed / 1000).toFixed(0)} s: ${what}\n`);
  };
}
