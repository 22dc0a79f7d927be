import { idempotencyConflict } from '@cartograph/kit/problems';
import type { ResolversTypes } from '#generated/resolvers';
import type { TransferOutcome } from '#transfer/send-transfer';
import type { UseCases } from '#use-cases';

/** What both ends of a transfer answer. */
export async function transferResult(
  outcome: TransferOutcome,
  useCases: Pick<UseCases, 'findTransfer'>,
): Promise<Awaited<ResolversTypes['StockTransferResult']>> {
  switch (outcome.kind) {
    case 'transferred': {
      const transfer = await useCases.findTransfer(outcome.transferId);
      if (!transfer) throw new Error(`the transfer ${outcome.transferId} is gone`);
      return { __typename: 'StockTransferred', transfer };
    }
    case 'would-go-negative':
      return { __typename: 'StockWouldGoNegative', code: 'STOCK_WOULD_GO_NEGATIVE', message: outcome.message, skus: outcome.skus };
    case 'key-used':
      return idempotencyConflict('transfer');
    case 'refused':
      return outcome.problem;
  }
}
