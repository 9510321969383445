/** What no type can express: a world whose parts contradict each other. */
import type { Collector } from './collector.ts';
import type { Position } from './model.ts';
import type { WorldSpec } from './world-spec.ts';

export type PlaceOf = (path: readonly string[]) => Position | null;

/** `include: ['*']` takes every unit; a DN is taken as it is. */
const isFreeForm = (ou: string): boolean => ou === '*' || ou.includes('=');

function checkDevices(spec: WorldSpec, into: Collector, at: PlaceOf): void {
  const people = Object.keys(spec.people);
  const units = [...spec.organizationalUnits, 'Computers'];
  if (Object.keys(spec.devices).length === 0) into.add('JL210', 'the world has no device', at(['devices']), ['devices: { LAPTOP01: {} }']);
  for (const [name, device] of Object.entries(spec.devices)) {
    if (!isFreeForm(device.ou) && !units.includes(device.ou)) {
      into.unknown('JL210', `${name} lies in an organisational unit that is not listed:`, device.ou, units, at(['devices', name, 'ou']));
    }
    for (const key of ['cached', 'hello', 'workAccounts'] as const) {
      for (const person of device[key]) {
        if (!people.includes(person)) into.unknown('JL210', `${name}.${key} names somebody who does not exist:`, person, people, at(['devices', name, key]));
      }
    }
    if (device.vpn.includes('device-tunnel') && device.state === 'workgroup') {
      into.add('JL210', `${name} has a device tunnel but is in no domain: the tunnel needs the computer's certificate`, at(['devices', name, 'vpn']));
    }
  }
}

function checkServers(spec: WorldSpec, into: Collector, at: PlaceOf): void {
  const controllers = Object.keys(spec.controllers);
  const units = [...spec.organizationalUnits, 'Computers'];
  if (controllers.length === 0) into.add('JL210', 'the world has no domain controller', at(['controllers']), ['controllers: { DC01: {} }']);
  for (const [name, server] of Object.entries(spec.connect)) {
    if (server.controller && !controllers.includes(server.controller)) {
      into.unknown('JL210', `${name} reads a domain controller that does not exist:`, server.controller, controllers, at(['connect', name, 'controller']));
    }
    for (const ou of server.include) {
      if (!isFreeForm(ou) && !units.includes(ou)) into.unknown('JL210', `${name} includes an organisational unit that is not listed:`, ou, units, at(['connect', name, 'include']));
    }
  }
  const active = Object.keys(spec.connect).filter((name) => spec.connect[name]?.staging === 'no');
  if (active.length > 1) {
    into.add(
      'JL210',
      `${active.join(' and ')} are active at once: only one Connect server may export, the others are in staging mode`,
      at(['connect', active[1] ?? '']),
      ['staging: yes'],
    );
  }
}

/** Sentences and changes name things by one word: it must mean one thing. */
function checkNames(spec: WorldSpec, into: Collector, at: PlaceOf): void {
  const seen = new Map<string, string>();
  for (const group of ['controllers', 'connect', 'devices', 'people'] as const) {
    for (const name of Object.keys(spec[group])) {
      const other = seen.get(name.toLowerCase());
      if (other !== undefined) into.add('JL210', `${name} is the name of two things: one of ${other}, one of ${group}`, at([group, name]));
      seen.set(name.toLowerCase(), group);
    }
  }
}

export function checkContradictions(spec: WorldSpec, into: Collector, at: PlaceOf): void {
  checkDevices(spec, into, at);
  checkServers(spec, into, at);
  checkNames(spec, into, at);
}
