import { expect, test } from 'vitest';
import type { ChartEvent, ChartKind } from '../machines/language.ts';
import { smallWorld, withFault } from '../test/small-world.ts';
import { advanceOneInstant, advanceTo } from './advance.ts';
import { change } from './step.ts';
import { deviceOf, type World } from './world.ts';

const tell = (world: World, kind: ChartKind, of: string, event: ChartEvent): World => change(world, 'test:LAPTOP01', { tells: [{ to: { kind, of }, event }] }, null);
const tunnel = 'LAPTOP01/user-tunnel-manual';

/** A laptop at home, its tunnel up, whose attempt has just come to the given leg of the certificate write. */
function writing(leg: 'request' | 'answer'): World {
  let world = smallWorld({ device: { location: 'home', vpn: 'user-tunnel-manual' } });
  world = tell(tell(world, 'vpn', tunnel, { type: 'SIGNED_IN' }), 'vpn', tunnel, { type: 'DIALLED' });
  world = tell(advanceTo(world, 20_000), 'registration', 'LAPTOP01', { type: 'START', trigger: 'manual' });
  const reached = (): boolean => Object.values(world.questions).some((question) => question.operation === 'writeUserCertificate' && question.leg === leg);
  for (let instants = 0; instants < 200 && !reached(); instants += 1) world = advanceOneInstant(world);
  expect(reached()).toBe(true);
  return world;
}

/** What the attempt left behind: values in the directory, and the code the device remembers. */
function after(world: World) {
  const device = deviceOf(world, 'LAPTOP01');
  return { values: world.directory.controllers.DC01?.replica.computers[device.objectGuid]?.userCertificate.length, code: device.previousRegistration?.failure.code ?? null, logged221: device.eventLog.some(({ id }) => id === 221) };
}

test('a tunnel that drops before the write arrives leaves nothing in the directory', () => {
  const lost = tell(writing('request'), 'vpn', tunnel, { type: 'DROPPED' });
  expect(after(lost)).toEqual({ values: 0, code: '0x8007203a', logged221: true });
});

test('a tunnel that drops before the answer comes back leaves the certificate in the directory', () => {
  const lost = tell(writing('answer'), 'vpn', tunnel, { type: 'DROPPED' });
  expect(after(lost)).toEqual({ values: 1, code: '0x8007203a', logged221: true });
});

test('a fault that is switched on in mid-write closes the path like a cable', () => {
  const world = writing('request');
  const broken = change(world, 'test:LAPTOP01', { changes: { faults: withFault(world, 'dc-ldap-blocked').faults } }, null);
  expect(after(broken)).toEqual({ values: 0, code: '0x8007203a', logged221: true });
});

test('a certificate reaches the other DC fifteen seconds after it was written', () => {
  const world = writing('answer');
  const valuesAtDc02 = (at: World): number | undefined => at.directory.controllers.DC02?.replica.computers[deviceOf(at, 'LAPTOP01').objectGuid]?.userCertificate.length;
  expect([valuesAtDc02(advanceTo(world, world.nowMs + 14_999)), valuesAtDc02(advanceTo(world, world.nowMs + 15_000))]).toEqual([0, 1]);
});
