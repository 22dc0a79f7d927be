/**
 * V8 counts the time of a builtin to who called it: while a profile is taken JSON goes through functions of this file, so that
 * there is a name to count it to. Gives what puts things back.
 */
export function nameJson(): () => void {
  const { parse, stringify } = JSON;
  JSON.parse = function jsonParse(...args: Parameters<typeof parse>): unknown {
    return parse(...args);
  };
  JSON.stringify = function jsonStringify(...args: Parameters<typeof stringify>): string {
    return stringify(...args);
  } as typeof stringify;
  return () => {
    Object.assign(JSON, { parse, stringify });
  };
}
