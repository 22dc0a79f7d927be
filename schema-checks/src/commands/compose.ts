import { printSchema } from 'graphql';
import { isInconsistency, weighed } from '../compose/findings.ts';
import { generate } from './generate.ts';

export const run = generate(
  {
    command: 'compose',
    does: 'composes the subgraphs and writes supergraph and API schema.',
    says: 'what the subgraphs compose to',
  },
  ({ config }, { supergraphSdl = '', api, hints }) => ({
    files: [
      { file: config.supergraph, text: supergraphSdl },
      { file: config.api, text: `${printSchema(api)}\n` },
    ],
    findings: weighed(hints, config.inconsistencies).filter(isInconsistency),
  }),
);
