/** Waits for all before it throws: a fault must not leave calls of this attempt running behind the next one's back. */
export async function all<Results extends readonly unknown[]>(
  calls: { [Index in keyof Results]: Promise<Results[Index]> | Results[Index] },
): Promise<Results> {
  const settled = await Promise.allSettled(calls);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Results;
}
