/** Commands that people run on devices and servers. */
import { commandsMax, type CommandResult } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { psexecRefusal } from '../commands/psexec.ts';
import { nearest } from '../../knowledge/nearest.ts';
import { promptContexts, type PromptContext } from '../../knowledge/vocabulary.ts';
import type { CommandRun, World } from '../world.ts';
import { deviceFor, serverFor } from './people.ts';
import { sessionOf } from '../session.ts';
import { ImpossibleAction, type Verb, type VerbResult } from './verb.ts';

type Words = { readonly [placeholder: string]: string };

/** Whether somebody at the device itself can run a command in this context. */
function checkAtDevice(world: World, place: string, as: PromptContext): void {
  const session = sessionOf(world, place);
  if (session.state === 'off' || session.state === 'booting') throw new ImpossibleAction(`${place} is ${session.state}`, [`${place} powers on`]);
  if (as !== 'system' && session.user === null) throw new ImpossibleAction(`nobody is signed in on ${place}`, ['as system']);
}

function runCommand(world: World, words: Words, remote: boolean): VerbResult {
  const line = (words.text ?? '').trim();
  const as = (remote ? 'system' : (words.context ?? 'user')) as PromptContext;
  if (!promptContexts.includes(as)) throw new ImpossibleAction(`"${as}" is no security context`, promptContexts);
  const known = commands.map((command) => ({ command, match: command.pattern.exec(line) })).find(({ match }) => match !== null);
  if (!known?.match) throw new ImpossibleAction(`the command "${line}" is not known`, nearest(line, commands.map((command) => command.usage)));
  const { command, match } = known;
  const place = command.where === 'device' ? deviceFor(world, words.device, world.people[words.person ?? '']) : serverFor(world, words.device);
  if (command.where === 'device' && !remote) checkAtDevice(world, place, as);
  const by = words.person ?? 'helpdesk';
  const refused = command.where === 'device' && remote ? psexecRefusal(world, place, by) : null;
  const result: CommandResult = refused ?? command.run({ world, place, by, as, line }, match);
  const run: CommandRun = {
    id: (world.commands.at(-1)?.id ?? 0) + 1, place, line, by, context: as, startedAtMs: world.nowMs,
    endedAtMs: result.exitCode === null ? null : world.nowMs, exitCode: result.exitCode, output: result.output, awaits: result.awaits ?? null,
  };
  const after = { ...world, ...result.changes };
  return { changes: { ...result.changes, commands: [...after.commands.slice(-(commandsMax - 1)), run] }, tells: result.tells ?? [], logs: result.logs ?? [] };
}

export const commandVerbs: readonly Verb[] = [
  {
    id: 'psexec',
    group: 'command',
    pattern: '{person} runs {text} as system remotely[ on {device}]',
    help: 'PsExec -s from another PC: as SYSTEM, where the device answers over the corporate network and the person is an administrator of it.',
    example: 'helpdesk runs "dsregcmd /join" as system remotely on LAPTOP01',
    source: 'lifecycle.md 4',
    run: (world, words) => runCommand(world, words, true),
  },
  {
    id: 'command',
    group: 'command',
    pattern: '{person} runs {text}[ as {context}][ on {device}]',
    help: 'Runs a command: as user (default), admin (elevated) or system.',
    example: 'helpdesk runs "dsregcmd /join" as admin',
    source: 'lifecycle.md 4; dsregcmd.md 7',
    run: (world, words) => runCommand(world, words, false),
  },
  { id: 'wait', group: 'command', pattern: '(wait|nothing happens)', help: 'Does nothing: the step only looks.', example: 'wait', source: 'joinlab', run: () => ({}) },
];
