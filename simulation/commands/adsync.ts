/** The ADSync PowerShell module. Sources: on-premises.md 4.1, lifecycle.md 5. */
import { parseDurationMs } from '../calendar.ts';
import type { ChartEvent } from '../../machines/language.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';

const crlf = '\r\n';
const working = ({ world, place }: CommandCall): boolean => (world.actors[`connect-scheduler:${place}`]?.value as { work?: string } | undefined)?.work === 'running';
const tell = ({ place }: CommandCall, event: ChartEvent, output = ''): CommandResult => ({ output, exitCode: 0, tells: [{ to: { kind: 'connect-scheduler', of: place }, event }] });
const result = `${crlf} Result${crlf} ------${crlf}Success${crlf}${crlf}`;

function start(call: CommandCall, match: RegExpExecArray): CommandResult {
  if (working(call)) return { output: `Start-ADSyncSyncCycle : System.InvalidOperationException: Connector is busy.${crlf}`, exitCode: 1 };
  const context = call.world.actors[`connect-scheduler:${call.place}`]?.context as { wizardOpen?: boolean; serverRunning?: boolean } | undefined;
  if (context?.wizardOpen || context?.serverRunning === false) {
    return { output: `Start-ADSyncSyncCycle : System.InvalidOperationException: The scheduler is suspended.${crlf}`, exitCode: 1 };
  }
  return tell(call, { type: 'START_CYCLE', policy: /initial/i.test(match[1] ?? '') ? 'Initial' : 'Delta' }, result);
}

/** `hh:mm:ss` or `d.hh:mm:ss`. */
function timeSpanMs(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  return match ? parseDurationMs(`${match[1] ?? 0}d${Number(match[2])}h${Number(match[3])}m${Number(match[4])}s`) : undefined;
}

export const adsyncCommands: readonly Command[] = [
  {
    id: 'start-cycle',
    usage: 'Start-ADSyncSyncCycle -PolicyType Delta',
    help: 'Starts a synchronisation cycle now; refused while one runs.',
    where: 'sync-server',
    pattern: /^Start-ADSyncSyncCycle(?:\s+-PolicyType\s+(Delta|Initial))?$/i,
    source: 'lifecycle.md 5 [S20]',
    run: start,
  },
  {
    id: 'stop-cycle',
    usage: 'Stop-ADSyncSyncCycle',
    help: 'Stops the running cycle; what was not exported waits.',
    where: 'sync-server',
    pattern: /^Stop-ADSyncSyncCycle$/i,
    source: 'on-premises.md 4.1',
    run: (call) => tell(call, { type: 'STOP_CYCLE' }),
  },
  {
    id: 'enable-scheduler',
    usage: 'Set-ADSyncScheduler -SyncCycleEnabled $false',
    help: 'Switches the scheduler on or off.',
    where: 'sync-server',
    pattern: /^Set-ADSyncScheduler\s+-SyncCycleEnabled\s+\$(true|false)$/i,
    source: 'on-premises.md 4.1',
    run: (call, match) => tell(call, { type: /true/i.test(match[1] ?? '') ? 'ENABLED' : 'DISABLED' }),
  },
  {
    id: 'customise-interval',
    usage: 'Set-ADSyncScheduler -CustomizedSyncCycleInterval 03:00:00',
    help: 'Sets the interval; less than 30 minutes becomes 30.',
    where: 'sync-server',
    pattern: /^Set-ADSyncScheduler\s+-CustomizedSyncCycleInterval\s+(\S+)$/i,
    source: 'on-premises.md 4.1',
    run: (call, match) => {
      const intervalMs = timeSpanMs(match[1] ?? '');
      if (intervalMs !== undefined) return tell(call, { type: 'INTERVAL_SET', intervalMs });
      return { output: `Set-ADSyncScheduler : Cannot convert value "${match[1] ?? ''}" to type "System.TimeSpan".${crlf}`, exitCode: 1 };
    },
  },
];
