/**
 * Every code and status word that evidence can print beside the join's own error codes: task results, directory and logon
 * codes, Connect runs, HTTP statuses, error words of the services.
 */
import { connectCodes } from './other-codes/connect.ts';
import { directoryCodes } from './other-codes/directory.ts';
import type { OtherCode } from './other-codes/entry.ts';
import { taskResults } from './other-codes/task-results.ts';
import { webCodes } from './other-codes/web.ts';

export type { OtherCode } from './other-codes/entry.ts';

export const otherCodes: readonly OtherCode[] = [...taskResults, ...directoryCodes, ...connectCodes, ...webCodes];
