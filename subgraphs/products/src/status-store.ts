/** SQL of the status of the product `p`, as it is at this moment: a draft whose time has come is on sale before any worker has noted it. */
export const statusNow = (p: string): string =>
  `case when ${p}.status = 'DRAFT' and ${p}.publish_at <= now() then 'PUBLISHED' else ${p}.status end`;

/** Of a variant `v` of the product `p`: one that was removed is as if its product were archived. */
export const variantStatusNow = (v: string, p: string): string =>
  `case when ${v}.removed_at is not null then 'ARCHIVED' else ${statusNow(p)} end`;
