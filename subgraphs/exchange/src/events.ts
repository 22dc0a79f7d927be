import { changeAuditedIn } from '@cartograph/kit/audit';

export const changeAudited = changeAuditedIn('exchange');

/** What this room says. */
export const events = [changeAudited] as const;
