/** The part of the PRT chart's context that the attempt block shows. */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';

export interface PrtAttemptContext {
  readonly renewal: boolean;
  readonly credential: CredentialKind;
  readonly upn: string;
  readonly failure: Failure;
}
