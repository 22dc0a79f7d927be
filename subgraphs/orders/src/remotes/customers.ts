import type { RemoteCall } from '@cartograph/kit/remote';
import { listVerb, readDocuments } from '#remotes/documents';

export type PointsState = 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'REVERSED';

export interface HoldPointsOutcome {
  placementId: string;
  state: PointsState;
  refusal: 'UNKNOWN_CUSTOMER' | 'INSUFFICIENT_POINTS' | null;
  available: number;
}

export interface PointsOutcome {
  placementId: string;
  state: PointsState;
}

/** What orders asks of customers, for signed-in buyers only: check them, hold points, redeem and accrue, or take it back. */
export interface CustomersRemote {
  holdPoints: (commands: { placementId: string; customerId: string; points: number }[]) => Promise<HoldPointsOutcome[]>;
  commitPoints: (commands: { placementId: string; pointsToEarn: number }[]) => Promise<PointsOutcome[]>;
  releasePoints: (commands: { placementId: string }[]) => Promise<PointsOutcome[]>;
  reversePoints: (commands: { placementId: string }[]) => Promise<PointsOutcome[]>;
}

/** Customers over HTTP. */
export function customersOverHttp(call: RemoteCall): CustomersRemote {
  const documents = readDocuments('customers.graphql');
  return {
    holdPoints: listVerb(call, documents, 'OrdersHoldPoints'),
    commitPoints: listVerb(call, documents, 'OrdersCommitPoints'),
    releasePoints: listVerb(call, documents, 'OrdersReleasePoints'),
    reversePoints: listVerb(call, documents, 'OrdersReversePoints'),
  };
}
