import { registerHooks } from 'node:module';

// Node 24 parses the package.json of a file's package for each import in it, and drizzle-orm's has 179 kB and 300 such files: 1 s of
// processor time a start, of 1.7 s. A file that is named by its place needs no package.json to be found.

registerHooks({
  resolve: (specifier, context, next) => {
    const { parentURL } = context;
    if (!specifier.startsWith('.') || !parentURL?.includes('/node_modules/drizzle-orm/') || !specifier.endsWith('.js'))
      return next(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  },
});
