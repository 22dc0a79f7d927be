import { errorCodes } from '@cartograph/kit/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { withoutSchemaDetails } from '#schema-details';

/** A room speaks of its fields. When it refuses the operation itself, gateway and room have come apart, and that is a fault of ours. */
export const codesOfRooms: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'STEP_UP_REQUIRED',
  'NOT_FOUND',
  'TIMEOUT',
  'SUBGRAPH_UNAVAILABLE',
]);

/** Apollo Server's own sentence tells how to configure it. */
const noIntrospection = 'The schema cannot be read by introspection here.';

/** What a client sees of an error: codes of the closed table with what belongs to them, and of everything else nothing. */
export type ShowError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** In production without what a sentence tells of names in the schema. */
export const createShowError =
  (production: boolean): ShowError =>
  (formatted, error) => {
    const shown = showError(formatted, error);
    return production ? { ...shown, message: withoutSchemaDetails(shown.message) } : shown;
  };

function showError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, serviceName, stacktrace: _, http: __, validationErrorCode, ...extensions } = formatted.extensions ?? {};
  const place = {
    ...(formatted.locations && serviceName === undefined ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  const known = serviceName === undefined ? typeof code === 'string' && Object.hasOwn(errorCodes, code) : codesOfRooms.has(code);
  if (known && code !== 'INTERNAL_SERVER_ERROR') {
    const message = validationErrorCode === 'INTROSPECTION_DISABLED' ? noIntrospection : formatted.message;
    return { message, ...place, extensions: { ...extensions, code } };
  }
  if (refusedByServer(error)) return { message: formatted.message, ...place, extensions: { code: 'BAD_REQUEST' } };
  return { ...maskedFault, ...place };
}

/** All that a client learns of a fault; the request id comes with `withRequestId`. */
export const maskedFault: GraphQLFormattedError = {
  message: 'Something went wrong on our side.',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

/** Apollo Server answers some bad requests (a persisted query whose hash is wrong) with a 400 and no code. */
function refusedByServer(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  const http = error.extensions['http'];
  return typeof http === 'object' && http !== null && 'status' in http && http.status === 400;
}

/** A fault of the gateway itself, of which a client sees nothing; what rooms say is looked at where they are asked. */
export const isOwnFault = (error: GraphQLError): boolean =>
  error.extensions['serviceName'] === undefined && showError(error.toJSON(), error).extensions?.['code'] === 'INTERNAL_SERVER_ERROR';

/** Faults carry the request id, so that a client can name the line in our log. */
export const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError =>
  isFault(error) ? { ...error, extensions: { ...error.extensions, requestId } } : error;

const isFault = (error: GraphQLFormattedError): boolean => {
  const code = error.extensions?.['code'];
  return code === 'INTERNAL_SERVER_ERROR' || code === 'SUBGRAPH_UNAVAILABLE' || code === 'TIMEOUT';
};
