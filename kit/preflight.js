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

// Node 24 parses the package.json of a file's package for each import in it, and drizzle-orm's has 179 kB and 300 such files: 0.5 to 1 s of
// processor time a start, before the database is even started. A file that is named by its place needs no package.json to be found.
module.registerHooks({
  resolve: (specifier, context, next) => {
    const { parentURL } = context;
    if (!specifier.startsWith('.') || !parentURL?.includes('/node_modules/drizzle-orm/') || !specifier.endsWith('.js'))
      return next(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  },
});

// Who started us, before the program is read: npm may be gone by then.
await import('./src/parent.ts');

// graphql looks at NODE_ENV once, when it is loaded: outside production it compares the names of classes at every look at a type. Of a
// profiled rush graphql then takes 8.6 % of Node's time instead of 7.0. Only that one module is told of production; what is shown and
// refused follows the real one.
const { NODE_ENV } = process.env;
try {
  process.env.NODE_ENV = 'production';
  module.createRequire(import.meta.url)('graphql/jsutils/instanceOf.js');
} catch {
  // Not installed: the program says so better.
} finally {
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
}
