/** The words of a sentence must name what exists: people and machines of this world, faults, places, contexts, commands. */
import { nearest } from '../../knowledge/nearest.ts';
import { networkLocations, promptContexts } from '../../knowledge/vocabulary.ts';
import { faults } from '../../mocks/faults.ts';
import { parseDurationMs } from '../calendar.ts';
import { commands } from '../commands/index.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { clip, type Collector } from './collector.ts';
import type { Position } from './model.ts';
import type { WorldSpec } from './world-spec.ts';

/** Whoever runs a command need not be one of the people that sign in. */
const operators = ['helpdesk', 'admin'];

/** Placeholders whose words come from the world. */
function namesOf(world: WorldSpec, verb: Verb): { readonly [placeholder: string]: readonly string[] } {
  const isCommand = verb.group === 'command';
  const servers = Object.keys(world.connect);
  return {
    person: [...Object.keys(world.people), ...(isCommand ? operators : [])],
    device: [...Object.keys(world.devices), ...(isCommand ? servers : [])],
    server: servers,
    controller: Object.keys(world.controllers),
  };
}

const closed: { readonly [placeholder: string]: readonly string[] } = {
  fault: faults.map(({ id }) => id),
  location: networkLocations,
  context: promptContexts,
};

type Words = { readonly [placeholder: string]: string };

function checkForm(words: Words, verb: Verb, at: Position | null, into: Collector): void {
  if (words.duration !== undefined && parseDurationMs(words.duration) === undefined) into.add('JL206', `"${clip(words.duration)}" is no duration`, at, ['30m', '3h']);
  if (words.number !== undefined && !/^(off|\d{1,6})$/.test(words.number)) into.add('JL207', `"${clip(words.number)}" is no whole number`, at, ['1', '500', 'off']);
  const line = words.text?.trim();
  if (verb.group !== 'command' || line === undefined || commands.some(({ pattern }) => pattern.test(line))) return;
  const usages = commands.map(({ usage }) => usage);
  const near = nearest(line, usages);
  into.add('JL209', `there is no command "${clip(line)}"`, at, near.length > 0 ? near : usages);
}

/** The words, names spelt as the world spells them: `Alice signs in on laptop01` is said of alice and LAPTOP01. */
export function checkWords(words: Words, verb: Verb, world: WorldSpec | undefined, at: Position | null, into: Collector): Words {
  checkForm(words, verb, at, into);
  const known = new Map(Object.entries({ ...closed, ...(world ? namesOf(world, verb) : {}) }));
  return Object.fromEntries(
    Object.entries(words).map(([placeholder, word]) => {
      const names = known.get(placeholder);
      const spelt = names?.find((name) => name.toLowerCase() === word.toLowerCase());
      if (names && spelt === undefined) into.unknown('JL209', `there is no ${placeholder === 'controller' ? 'domain controller' : placeholder}`, word, names, at);
      return [placeholder, spelt ?? word];
    }),
  );
}
