import type { RoomContext } from '#context';
import type { CreateProductOutcome } from '#editing/create-product';
import type { ResolversTypes } from '#generated/resolvers';
import { productNow } from '#resolvers/product-now';

/** A product that is made, or why it is not. */
export async function createdProduct(
  context: RoomContext,
  outcome: CreateProductOutcome,
): Promise<Awaited<ResolversTypes['CreateProductResult']>> {
  if (outcome.kind === 'created') return { __typename: 'ProductCreated', product: await productNow(context, outcome.id) };
  switch (outcome.problem.__typename) {
    case 'VersionConflict':
    case 'InvalidTransition':
      // A new product has no version that is old, and may begin in any state.
      throw new Error(`a new product was refused with ${outcome.problem.code}`);
    case 'AlreadyExists':
    case 'IdempotencyConflict':
    case 'InvalidInput':
    case 'NotFound':
      return outcome.problem;
  }
}
