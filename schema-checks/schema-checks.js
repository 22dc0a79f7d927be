#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';

// Node takes the types off no file below node_modules, where a package that is installed stands. This one's are taken off here.
const src = new URL('src/', import.meta.url).href;
if (src.includes('/node_modules/')) {
  registerHooks({
    load: (url, context, next) =>
      url.startsWith(src)
        ? { format: 'module', shortCircuit: true, source: stripTypeScriptTypes(readFileSync(new URL(url), 'utf8')) }
        : next(url, context),
  });
}
await import(new URL('main.ts', src).href);
