export interface PersonalDataRequest {
  id: string;
  customerId: string;
  kind: 'EXPORT' | 'ERASURE';
  status: 'OPEN' | 'DONE' | 'FAILED';
  roomsLeft: string[];
  parts: Record<string, unknown>;
  requestedAt: Date;
  finishedAt: Date | null;
  /** Is there a file to be had? */
  hasFile: boolean;
}

export const keptDays = 7;

/** Until when its file is there. */
export const fileUntil = (finishedAt: Date): Date => new Date(finishedAt.getTime() + keptDays * 86_400_000);
