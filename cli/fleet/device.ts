/** One device of a fleet: what it drew, when it got there, and the ordinary scenario that replays it to the same. */
import { formatDuration, hourMs } from '../../simulation/calendar.ts';
import { scenarioText } from '../../simulation/exploration/finding.ts';
import { playDevices, type SingleDevice } from '../../simulation/fleet/play.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { rows } from '../explore/answer.ts';
import { plainStyle } from '../../reports/report.ts';

interface Saved {
  readonly device: SingleDevice;
  readonly text: string;
}

interface Size {
  readonly devices?: number;
  readonly hours?: number;
  readonly policy: string | null;
}

const instant = (ms: number): string => (ms < 0 ? 'not within this time' : formatDuration(ms));

const drewWords = ({ traits }: SingleDevice): string => Object.entries(traits).map(([trait, value]) => `${trait} ${value}`).join(', ');

/** The file ends with what its own replay shows. */
export function savedScenario(scenario: Scenario, number: number, size: Size): { readonly found: Saved; readonly horizonMs: number } {
  const [device] = playDevices(scenario, [number], size);
  if (!device) throw new Error(`fleet: there is no device ${number}.`);
  const horizonMs = (size.hours ?? Number(scenario.population?.hours)) * hourMs;
  const replayed = runScenario(device.scenario, { withTrace: false, untilMs: horizonMs });
  const text = scenarioText(
    device.scenario,
    { outcome: 'confirmed', atMs: horizonMs, world: replayed.world, actions: device.scenario.timeline.flatMap(({ atMs, actions }) => actions.map((action) => ({ atMs, action }))) },
    {
      title: device.scenario.title,
      cause: device.left ? `Left behind at ${device.left.stage}: waits for ${device.left.waitsFor}.` : `Registered at ${instant(device.registeredMs)}, with a PRT at ${instant(device.prtMs)}.`,
      source: [`joinlab fleet ${scenario.id}${size.policy === null ? '' : ` --policy ${size.policy}`} --device ${number} (${drewWords(device)})`],
    },
    null,
  );
  return { found: { device, text }, horizonMs };
}

export function deviceText(scenario: string, device: SingleDevice, horizonMs: number, file: string | null): string {
  const { name, registeredMs, prtMs, throttled, left, scenario: { timeline } } = device;
  return rows([
    ['device', `${name} of ${scenario}, ${formatDuration(horizonMs)}`], ['drew', drewWords(device)],
    ['registered', instant(registeredMs)], ['PRT', instant(prtMs)], ...(throttled > 0 ? [['throttled', `${throttled} requests`] as const] : []),
    ...(left ? [['left behind', `${left.stage}; ${left.standing}; waits for ${left.waitsFor}`] as const] : []),
    ['days', `${timeline.length} things done`], ...(file === null ? [] : [['written', `${file}, which joinlab run replays to the same`] as const]),
  ], plainStyle);
}

export const deviceJson = (scenario: string, { device, name, traits, registeredMs, prtMs, throttled, left }: SingleDevice) => ({ schemaVersion: 1, question: 'fleet device', scenario, device, name, traits, registeredMs, prtMs, throttled, left });
