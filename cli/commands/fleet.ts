/** `joinlab fleet`: the population of a scenario, every device under the rules of a single replay. */
import { resolve } from 'node:path';
import { nearestOrAll } from '../../knowledge/nearest.ts';
import { playFleet } from '../../simulation/fleet/play.ts';
import { sumOfTallies } from '../../simulation/fleet/tally.ts';
import type { PopulationSpec } from '../../simulation/scenario/population-spec.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { oncePerSecond } from '../explore/progress.ts';
import { deviceJson, deviceText, savedScenario } from '../fleet/device.ts';
import { fleetJson, fleetText, type FleetAnswer, type Result } from '../fleet/answer.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadOne, usage, type LoadingOptions } from '../loading.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { makePart, scenarioDigest, writePart, type Asked, type Part } from '../shards/part.ts';
import { isInShard, parseShard } from '../shards/shard.ts';
import { systemMessage } from '../system-error.ts';
import { writeWhole } from '../write-whole.ts';

export interface FleetOptions extends LoadingOptions {
  readonly devices?: string;
  readonly hours?: string;
  readonly policy?: string;
  readonly compare?: readonly string[];
  readonly shard?: string;
  readonly output?: string;
  readonly device?: string;
  readonly save?: string;
  readonly progress?: boolean;
  readonly json?: boolean;
}

type WithPopulation = Scenario & { readonly population: PopulationSpec };

const bounds = { '--devices': 9_999_999, '--hours': 999, '--device': 9_999_999 } as const;

/** Columns of the answer, beside the population as it is. */
const comparedMax = 3;

/** `undefined` where nothing was said, `null` after saying what is wrong. */
function wholeNumber(option: keyof typeof bounds, text: string | undefined, io: Io): number | undefined | null {
  if (text === undefined) return undefined;
  const max = bounds[option];
  if (/^[1-9]\d{0,6}$/.test(text) && Number(text) <= max) return Number(text);
  usage(io, `${option} is a whole number from 1 to ${max}; "${text}" is not.`);
  return null;
}

function unknownPolicy(option: string, name: string, { id, population }: WithPopulation, io: Io): number {
  const choices = nearestOrAll(name, Object.keys(population.policies));
  return usage(io, `${option}: ${id} has no policy "${name}".\n${choices.length > 0 ? `  Did you mean: ${choices.join(' | ')}\n` : ''}  Policies stand under population: policies: in the scenario file.`);
}

export async function fleetCommand(word: string, options: FleetOptions, io: Io): Promise<number> {
  const devices = wholeNumber('--devices', options.devices, io);
  const hours = wholeNumber('--hours', options.hours, io);
  const device = wholeNumber('--device', options.device, io);
  if (devices === null || hours === null || device === null) return exitCodes.usage;
  if (options.policy !== undefined && options.compare !== undefined) return usage(io, '--policy plays one policy, --compare plays the population as it is and each policy named: one of them.');
  if (options.save !== undefined && device === undefined) return usage(io, '--save writes the scenario of one device; say which one with --device, for example --device 17.');
  if ((options.compare?.length ?? 0) > comparedMax) return usage(io, `--compare takes at most ${comparedMax} policies: more do not fit beside each other.`);
  if (device !== undefined && options.compare !== undefined) return usage(io, '--device plays one device under one policy; name it with --policy.');
  if (device !== undefined && (options.shard !== undefined || options.output !== undefined)) return usage(io, '--device plays one device; it does not go with --shard or --output.\n  Next step: leave one of them out.');
  const shard = parseShard(options.shard, io);
  if (!shard) return exitCodes.usage;
  const scenario = await loadOne(word, options, io);
  if (typeof scenario === 'number') return scenario;
  if (!scenario.population) return usage(io, `${scenario.file ?? scenario.id} has no population: it tells of one device, and joinlab run replays it.\n  Next step: add a section population:, or take a scenario that has one: fleet/going-home.`);
  const many: WithPopulation = { ...scenario, population: scenario.population };
  for (const [option, names] of [['--policy', options.policy === undefined ? [] : [options.policy]], ['--compare', options.compare ?? []]] as const) {
    for (const name of names) if (!Object.hasOwn(many.population.policies, name)) return unknownPolicy(option, name, many, io);
  }
  const size = { ...(devices === undefined ? {} : { devices }), ...(hours === undefined ? {} : { hours }) };
  if (device !== undefined) return oneDevice(many, device, { ...size, policy: options.policy ?? null }, options, io);
  const policies = options.compare ? [null, ...options.compare] : [options.policy ?? null];
  const asked: Asked = {
    joinlab: packageVersion(), scenario: scenario.id, title: scenario.title, content: scenarioDigest(scenario), seed: scenario.seed,
    hours: hours ?? Number(many.population.hours), devices: devices ?? Number(many.population.devices),
  };
  const isMine = (number: number): boolean => isInShard(shard, number - 1);
  const results = policies.map((policy): Result => ({ policy, tally: playFleet(many, { policy, ...size, asked: isMine, onDevice: playedProgress(policy, options, io) }).tally }));
  if (options.output !== undefined && !writePart(options.output, makePart('fleet', shard, { ...asked, policies: policies.map((policy) => policy ?? '') }, { results }), io)) return exitCodes.usage;
  return tell(answerOf(asked, results), options, io);
}

const answerOf = ({ scenario, title, seed, hours, devices }: Asked, results: readonly Result[]): FleetAnswer => ({
  scenario: String(scenario), title: String(title), seed: String(seed), hours: Number(hours), devices: Number(devices), results,
});

function tell(answer: FleetAnswer, { json }: { readonly json?: boolean }, io: Io): number {
  io.write(json ? `${JSON.stringify(fleetJson(answer), null, 2)}\n` : fleetText(answer));
  return exitCodes.ok;
}

/** `joinlab merge` of parts of `joinlab fleet`: counts add up, whatever the sharding. */
export function mergeFleet(parts: readonly Part[], options: { readonly json?: boolean }, io: Io): number {
  const found = parts.map(({ content }) => content.results as readonly Result[]);
  const results = (found[0] ?? []).map(({ policy }, index): Result => ({ policy, tally: sumOfTallies(found.flatMap((list) => list[index]?.tally ?? [])) }));
  return tell(answerOf(parts[0]?.asked ?? {}, results), options, io);
}

/** Devices between two looks at the clock. */
const progressEvery = 10_000;

/** Says how far it is. */
function playedProgress(policy: string | null, options: FleetOptions, io: Io): (played: number) => void {
  const say = oncePerSecond(options.progress === true || io.showsProgress, io);
  return (played) => {
    if (played % progressEvery === 0) say(() => `${policy ?? 'as it is'}: ${played} devices played`);
  };
}

function oneDevice(scenario: WithPopulation, device: number, size: { readonly devices?: number; readonly hours?: number; readonly policy: string | null }, options: FleetOptions, io: Io): number {
  const count = size.devices ?? Number(scenario.population.devices);
  if (device > count) return usage(io, `--device ${device}: the fleet has ${count} devices; name one of them, or more of them with --devices.`);
  const { found, horizonMs } = savedScenario(scenario, device, size);
  if (options.save !== undefined) {
    try {
      writeWhole(resolve(io.cwd, options.save), found.text);
    } catch (error) {
      return usage(io, `--save ${options.save}: ${systemMessage(error)}\n  Next step: name another file.`);
    }
  }
  io.write(options.json ? `${JSON.stringify(deviceJson(scenario.id, found.device), null, 2)}\n` : deviceText(scenario.id, found.device, horizonMs, options.save ?? null));
  return exitCodes.ok;
}
