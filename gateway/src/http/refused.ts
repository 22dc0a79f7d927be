/** A request that is refused before GraphQL sees it, in words for its client. */
export class Refused extends Error {
  override name = 'Refused';
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}
