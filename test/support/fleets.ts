/** Fleets for tests: a scenario file's text read as from disk, and what a replay of one device says. */
import { evidenceFields } from '../../evidence/index.ts';
import { baseNamesOf, lookupFrom } from '../../cli/scenario-files/load.ts';
import { hourMs } from '../../simulation/calendar.ts';
import { isDone, isRegistered } from '../../simulation/exploration/questions/standing.ts';
import type { SingleDevice } from '../../simulation/fleet/play.ts';
import { runScenario, worldOf } from '../../simulation/run-scenario.ts';
import { parseScenario, type Parsed } from '../../simulation/scenario/parse-yaml.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';

export const readFleet = (text: string): Parsed => parseScenario(text, { id: 'fleet', file: 'fleet.yaml', evidences: evidenceFields, baseNames: baseNamesOf(), lookup: lookupFrom(null) });

export function fleetOf(text: string): Scenario {
  const parsed = readFleet(text);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.scenario;
}

/** When an ordinary replay of the device's own scenario gets there; -1 for never. */
export function replayed({ name, scenario }: SingleDevice, hours: number): { readonly registeredMs: number; readonly prtMs: number; readonly status: string } {
  let [registeredMs, prtMs] = isRegistered(worldOf(scenario), name) ? [0, -1] : [-1, -1];
  const { status } = runScenario(scenario, {
    withTrace: false, untilMs: hours * hourMs,
    onInstant: (world) => {
      if (registeredMs < 0 && isRegistered(world, name)) registeredMs = world.nowMs;
      if (prtMs < 0 && isDone(world, name)) prtMs = world.nowMs;
    },
  });
  return { registeredMs, prtMs, status };
}

/** A population in which everything that devices can differ in occurs; `extra` is put under population. */
export const mixedFleet = (extra = ''): string => `
title: Everybody
start: 2026-01-05 06:00 UTC
base: managed/home-laptop
change: { connect.nextCycle: 32m, task.logonDelay: 0s..60s, entra.propagation: 0s..5m }
population:
  devices: 300
  hours: 72
  weights:
    vpn: { none: 1, user-tunnel-manual: 3, user-tunnel-auto: 2, pre-logon: 1, device-tunnel: 1, kill-switch: 1, machine-then-user: 1 }
    ou: { Laptops: 5, Quarantine: 1 }
    windows: { 1607: 1, 1709: 1, 1809: 1, 20H2: 1, 21H2: 1, 10-22H2: 1, 11-23H2: 1, 11-24H2: 1 }
    place: { home: 3, office: 2, mobile: 2, lan: 1 }
    habit: { locks: 2, signs-out: 2, shuts-down: 1 }
    power: { on: 3, off: 1 }
    keys: { tpm: 1, software: 1 }
    user.cloud: { synchronised: 9, absent: 1 }
  habits:
    locks: {}
    signs-out: { dayEnds: signs-out, atBreak: signs-out }
    shuts-down: { dayEnds: shuts-down, daysOff: 20% }
${extra}
timeline:
  - at: 0m
    do: alice signs in
`;
