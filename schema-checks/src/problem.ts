/** What the user gave cannot be used: one sentence with the place; the command ends with exit code 2. */
export class InputProblem extends Error {
  override name = 'InputProblem';
}
