/** What of a request is read here. */
interface Form {
  file(): Promise<{ toBuffer(): Promise<Buffer> } | undefined>;
}

/**
 * The one file of a form; of a form without one nothing. Undefined: the body is no form, or breaks off, which is its sender's doing and no fault
 * of ours, though the parser throws in either case. What is too much (FST_..., with a status) stays an error.
 */
export async function receivePicture(request: Form): Promise<Buffer | undefined> {
  try {
    return (await (await request.file())?.toBuffer()) ?? Buffer.alloc(0);
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) throw error;
    return undefined;
  }
}
