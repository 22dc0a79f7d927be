import { createMemory } from '@cartograph/kit/memory';
import { locatedDocumentBytes, sizeOfText } from '@cartograph/kit/text-size';
import type { DocumentNode } from 'graphql';

/** As Apollo Server wants a store to be. */
export interface Store<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<void>;
}

function createStore<Value>(maxBytes: number, bytesOf: (value: Value) => number): Store<Value> {
  const memory = createMemory<Value>(maxBytes);
  return {
    get: (key) => Promise.resolve(memory.get(key)),
    set: (key, value) => Promise.resolve(memory.set(key, value, bytesOf(value))),
    delete: (key) => Promise.resolve(memory.delete(key)),
  };
}

/** Operations that were parsed and validated. Apollo Server's own store counts their JSON, a fraction of what they take, and up to 30 MB of it. */
export const documentStore = (maxBytes: number): Store<DocumentNode> =>
  createStore(maxBytes, ({ loc }) => {
    const text = loc?.source.body ?? '';
    return locatedDocumentBytes(text, sizeOfText(text));
  });

/** Texts that were registered by their hash. */
export const hashedTexts = (maxBytes: number): Store<string> => createStore(maxBytes, (text) => text.length * 2);
