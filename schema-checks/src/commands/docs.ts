import { generatedPages } from '../docs/generated-pages.ts';
import { generate } from './generate.ts';

export const run = generate(
  {
    command: 'docs',
    does: 'writes the map of the supergraph, the tables of each subgraph, and the reference of the API.',
    says: 'what the schema and the tables say',
  },
  (project, composition) => ({ files: generatedPages(project, composition), findings: [] }),
);
