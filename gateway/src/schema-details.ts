/** What graphql-js tells of the schema to somebody who does not know it, in validation and of variables alike. */
const details: readonly (readonly [RegExp, string])[] = [
  [/ ?Did you mean [^?]*\?/g, ''],
  [/Field "[^"]*" of required type "[^"]*" was not provided/g, 'A required field was not provided'],
  [/argument "[^"]*" of type "[^"]*" is required, but it was not provided/g, 'lacks a required argument'],
];

/** The sentence without names that its reader did not send. */
export const withoutSchemaDetails = (message: string): string =>
  details.reduce((shorter, [detail, instead]) => shorter.replace(detail, instead), message);
