import { runCommand } from '@cartograph/schema-checks/run-command';
import type { Asked, Printed } from './checker.ts';

// Runs the command for one folder after the other, as often as the parent asks: what starting a process costs is paid once.
process.on('message', (asked: Asked) => void answer(asked));

async function answer({ folder, args }: Asked): Promise<void> {
  process.chdir(folder);
  const [stdout, stderr] = [kept(process.stdout), kept(process.stderr)];
  const exitCode = await runCommand(args);
  process.send?.({ exitCode, stdout: stdout(), stderr: stderr() } satisfies Printed);
}

/** Keeps what is written to a stream; the function that comes back gives it, and lets the stream go on. */
function kept(stream: NodeJS.WriteStream): () => string {
  const write = stream.write.bind(stream);
  const parts: string[] = [];
  stream.write = (part: string | Uint8Array): boolean => {
    parts.push(String(part));
    return true;
  };
  return () => {
    stream.write = write;
    return parts.join('');
  };
}
