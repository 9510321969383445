/** What the operating system refused, in its own words; anything else is a fault of the program and goes on as one. */
export function systemMessage(error: unknown): string {
  if (error instanceof Error && 'code' in error) return error.message;
  throw error;
}
