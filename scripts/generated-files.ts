/** Files of the repository that are made from its tables, by path; a test keeps them fresh. */
import { packageVersion } from '../cli/scenario-files/package-root.ts';
import { openApiDocument } from '../doors/control/openapi.ts';
import { evidenceNames, evidences } from '../evidence/index.ts';
import { scenarioJsonSchema } from '../simulation/scenario/json-schema.ts';
import { verbs } from '../simulation/vocabulary/index.ts';
import { printSentences } from '../simulation/vocabulary/print-sentences.ts';

export const generatedFiles = (): { readonly [path: string]: string } => ({
  'schema/scenario.schema.json': `${JSON.stringify(scenarioJsonSchema(verbs, evidenceNames.flatMap((name) => evidences[name] ?? [])), null, 2)}\n`,
  'docs/control-api.openapi.json': `${JSON.stringify(openApiDocument(packageVersion()), null, 2)}\n`,
  'simulation/vocabulary/sentences.ts': printSentences(verbs),
});
