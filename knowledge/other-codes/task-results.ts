import { hexCode, word, type OtherCode } from './entry.ts';

const result = hexCode('task result', 'Task Scheduler success and error constants (general knowledge)');
const state = word('state', 'on-premises.md 6');

/** What `schtasks /query /v` and Get-ScheduledTaskInfo show as last result. */
export const taskResults: readonly OtherCode[] = [
  result(
    0x0,
    'S_OK',
    'Success: the last run of the task ended without an error. For Automatic-Device-Join this says that dsregcmd ended, not that the device is registered: look at events 304 to 306 and 331 to 335.',
    { words: ['ERROR_SUCCESS', 'success'] },
  ),
  result(0x1, 'S_FALSE', 'The program ended with exit code 1: for the join task, the run ended without a join (for example DoNotJoin in the pre-check).', {
    words: ['ERROR_INVALID_FUNCTION'],
    remedy: ['read the newest event of User Device Registration/Admin: it names the reason'],
  }),
  result(0x41300, 'SCHED_S_TASK_READY', 'The task is ready to run at its next time.'),
  result(0x41301, 'SCHED_S_TASK_RUNNING', 'The task is running at this moment.', { remedy: ['ask again after a minute'] }),
  result(0x41302, 'SCHED_S_TASK_DISABLED', 'The task will not run: it is disabled.', { remedy: ['enable the task: schtasks /change /enable /tn "\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join"'] }),
  result(0x41303, 'SCHED_S_TASK_HAS_NOT_RUN', 'The task has not run yet.', { remedy: ['start it, or wait for the next sign-in or hourly run'] }),
  result(0x41304, 'SCHED_S_TASK_NO_MORE_RUNS', 'No further run of the task is scheduled.'),
  result(0x41305, 'SCHED_S_TASK_NOT_SCHEDULED', 'The task lacks a setting that it needs to be scheduled.'),
  result(0x41306, 'SCHED_S_TASK_TERMINATED', 'The last run was ended by a user.'),
  result(0x41307, 'SCHED_S_TASK_NO_VALID_TRIGGERS', 'The task has no trigger, or only disabled ones.'),
  result(0x41308, 'SCHED_S_EVENT_TRIGGER', 'An event trigger has no run time that could be shown.'),
  result(0x4131b, 'SCHED_S_SOME_TRIGGERS_FAILED', 'The task was registered, but not all of its triggers will start it.'),
  result(0x4131c, 'SCHED_S_BATCH_LOGON_PROBLEM', 'The task was registered, but may fail to start until its account may log on as a batch job.'),
  result(0x41325, 'SCHED_S_TASK_QUEUED', 'The scheduler has queued the task.'),
  result(0x8004130a, 'SCHED_E_TASK_NOT_READY', 'A setting that the task needs is missing.'),
  result(0x8004130b, 'SCHED_E_TASK_NOT_RUNNING', 'There is no running instance of the task to stop.'),
  result(0x8004130d, 'SCHED_E_CANNOT_OPEN_TASK', 'The task could not be opened.'),
  result(0x8004130f, 'SCHED_E_ACCOUNT_INFORMATION_NOT_SET', 'There is no account information for the task.'),
  result(0x80041315, 'SCHED_E_SERVICE_NOT_RUNNING', 'The Task Scheduler service is not running.', { remedy: ['start the service Schedule'] }),
  result(0x8004131f, 'SCHED_E_ALREADY_RUNNING', 'An instance of the task is running already.', { remedy: ['let it end, then start again'] }),
  result(0x80041326, 'SCHED_E_TASK_DISABLED', 'The task is disabled and cannot be started.', { remedy: ['enable the task first'] }),
  result(0x800710e0, 'ERROR_REQUEST_REFUSED', 'The operator or a condition of the task (power, network, idle) refused the start.'),
  state('Ready', 'Task state: the task is enabled and waits for its next trigger.'),
  state('Running', 'Task state: an instance is running now.'),
  state('Disabled', 'Task state: no trigger and no manual start runs it; the device never registers.', { remedy: ['enable the task'] }),
];
