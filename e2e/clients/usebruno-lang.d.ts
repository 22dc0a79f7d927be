declare module '@usebruno/lang' {
  /** A .bru file of a request as Bruno reads it. */
  export function bruToJsonV2(text: string): unknown;
}
