/** `joinlab completion`: scripts made from the declared commands and options, so that they cannot go stale. */
import type { Command } from 'commander';
import { evidenceNames } from '../../evidence/index.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { reporters } from '../../reports/index.ts';
import { standardDimensions } from '../explore/configurations.ts';
import { findScenarioFiles } from '../scenario-files/find.ts';
import { exitCodes, type Io } from '../io.ts';
import { doorNames } from '../door-names.ts';

interface Words {
  readonly commands: readonly string[];
  readonly options: { readonly [command: string]: readonly string[] };
}

function wordsOf(program: Command): Words {
  const commands = program.commands.map((command) => command.name());
  const options = Object.fromEntries(program.commands.map((command) => [command.name(), command.options.flatMap((option) => (option.long ? [option.long] : []))]));
  return { commands, options };
}

/** Words after an option, and after a command, that are known beforehand. */
const optionValues: { readonly [option: string]: readonly string[] } = { '--reporter': reporters.map(({ name }) => name), '--as': promptContexts, '--door': doorNames, '--configurations': [...standardDimensions, 'standard'] };
const scenarioIds = (): readonly string[] => findScenarioFiles([], '.').files.map(({ id }) => id);

const replyWith = (words: readonly string[]): string => `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current"))`;

const bash = ({ commands, options }: Words): string => `_joinlab() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="\${COMP_WORDS[1]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then ${replyWith(commands)}; return; fi
  case "$before" in
${Object.entries(optionValues).map(([option, values]) => `    ${option}) ${replyWith(values)}; return;;`).join('\n')}
  esac
  if [ "$command" = completion ]; then ${replyWith(Object.keys(shells))}; return; fi
  if [ "$command" = show ] && [ "$COMP_CWORD" -eq 2 ]; then ${replyWith(evidenceNames)}; return; fi
  case "$command" in
${Object.entries(options).map(([command, names]) =>
  `    ${command}) COMPREPLY=($(compgen -W "${[...names, ...(takesScenarios.includes(command) ? scenarioIds() : [])].join(' ')}" -- "$current") $(compgen -f -- "$current"));;`,
).join('\n')}
  esac
}
complete -o filenames -F _joinlab joinlab
`;

const takesScenarios: readonly string[] = ['run', 'show', 'trace', 'explore', 'fleet'];

const zsh = (words: Words): string => `#compdef joinlab
autoload -U +X bashcompinit && bashcompinit
${bash(words)}`;

const powershell = ({ commands, options }: Words): string => `Register-ArgumentCompleter -Native -CommandName joinlab -ScriptBlock {
  param($word, $ast)
  $parts = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $options = @{ ${Object.entries(options).map(([command, names]) => `'${command}' = @(${names.map((name) => `'${name}'`).join(', ')})`).join('; ')} }
  $choices = if ($parts.Count -le 2 -and -not $options.ContainsKey($parts[1])) { @(${commands.map((name) => `'${name}'`).join(', ')}) } else { $options[$parts[1]] }
  $choices | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;

const shells: { readonly [shell: string]: (words: Words) => string } = { bash, zsh, powershell };

export async function completionCommand(shell: string, program: Command, io: Io): Promise<number> {
  const script = shells[shell];
  if (!script) {
    io.writeError(`There is no completion for "${shell}". Shells: ${Object.keys(shells).join(', ')}\n`);
    return exitCodes.usage;
  }
  io.write(script(wordsOf(program)));
  return exitCodes.ok;
}
