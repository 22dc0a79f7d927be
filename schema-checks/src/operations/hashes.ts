import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, print, visit } from 'graphql';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * What two texts of one operation have in common, however a client prints it: literals blanked (recorded texts hold none), fragments
 * in the order of their names, without the __typename that clients add. The same idea as the signatures of Apollo's usage reports.
 */
export function signatureOf(document: DocumentNode): string {
  const bare = visit(document, {
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ kind: Kind.INT, value: '0', loc: node.loc }),
    Field: (node) => (node.name.value === '__typename' && !node.alias ? null : undefined),
  });
  const texts = bare.definitions.map((definition) => print(definition));
  return sha256(texts.sort().join('\n'));
}
