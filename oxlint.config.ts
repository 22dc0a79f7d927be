import { defineConfig } from 'oxlint';

// Who may import whom is checked by place, in .ci/import-rules.ts. What a rule reaches without an import is checked here.
const clock = 'A rule is told the time and the dice: pass them in.';
const impure = ['crypto', 'fetch', 'performance', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

export default defineConfig({
  plugins: ['typescript', 'import', 'oxc', 'unicorn'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true },
  ignorePatterns: ['**/generated/**', '**/node_modules/**'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
    'typescript/await-thenable': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
  },
  overrides: [
    {
      files: ['subgraphs/*/src/**/rules/**/*.{ts,tsx}'],
      excludeFiles: ['**/*.test.ts'],
      rules: {
        'no-restricted-globals': ['error', ...impure.map((name) => ({ name, message: clock }))],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: clock },
          { object: 'Math', property: 'random', message: clock },
          { object: 'globalThis', property: 'crypto', message: clock },
        ],
        'no-restricted-imports': [
          'error',
          { paths: [{ name: '@cartograph/kit/ids', importNames: ['uuidv7'], message: 'A rule draws no ids: pass them in.' }] },
        ],
      },
    },
  ],
});
