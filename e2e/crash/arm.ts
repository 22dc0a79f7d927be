import { flushCompileCache } from 'node:module';
import { armFailpoints } from '@cartograph/kit/failpoints';

// Loaded before the program of a stack or a room, so that one running process can be armed for one failpoint after the other.

process.on('message', (text: string) => {
  // A killed process writes no cache, and the next start would compile everything anew: 0.5 s of CPU a start.
  flushCompileCache();
  armFailpoints(text);
  process.send?.('armed');
});
// The test has died: nobody would stop this process any more.
process.on('disconnect', () => {
  console.log('the test is gone');
  process.kill(process.pid, 'SIGTERM');
});
// Whoever reads why a stack ended by itself must see that somebody else told it to.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => console.log(`received ${signal}`));
