import { type DocumentNode, print, visit } from 'graphql';

/** An operation's text without what its author may have written into it of a person: strings are empty and numbers 0; enum values stay. */
export const blankLiterals = (document: DocumentNode): string =>
  print(
    visit(document, {
      StringValue: (node) => ({ ...node, value: '', block: false }),
      IntValue: (node) => ({ ...node, value: '0' }),
      FloatValue: (node) => ({ ...node, value: '0' }),
    }),
  );
