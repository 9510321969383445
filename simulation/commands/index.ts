/** Table of contents: the commands people may run. */
import { adsyncCommands } from './adsync.ts';
import type { Command } from './command.ts';
import { dsregcmdCommands } from './dsregcmd.ts';
import { taskSchedulerCommands } from './task-scheduler.ts';

export const commands: readonly Command[] = [...dsregcmdCommands, ...taskSchedulerCommands, ...adsyncCommands];
