// Whatever happens to the lab while a client's request is answered stays, and so does what the request itself has done: neither undoes the other, at whichever instant.
import { expect, test } from 'vitest';
import { joinMessage } from '../doors/client/join-message.ts';
import { keyPairFromPem, sharedKeyPair } from '../doors/keys/key-pair.ts';
import { bootstrapKeyOf } from '../doors/registration/bootstrap.ts';
import type { CloudDevice } from '../mocks/entra/state.ts';
import { deviceOf } from '../simulation/world.ts';
import { smallWorld } from './small-world.ts';
import { appToken, inventoryApp, testCloud, type Answered, type TestCloud } from './support/cloud-client.ts';
import { askPrt, keysOf } from './support/prt-client.ts';

const laptop = 'LAPTOP01';
const cloudDevice = ({ world }: TestCloud): CloudDevice => world.tenant.devices[deviceOf(world, laptop).objectGuid] as CloudDevice;

function join(lab: TestCloud): Promise<Answered> {
  const { world } = lab;
  const borrowed = bootstrapKeyOf(lab.cloud.keys, world, laptop);
  if ('impossible' in borrowed) throw new Error(borrowed.impossible);
  const { objectSid, objectGuid } = deviceOf(world, laptop);
  const body = joinMessage({
    bootstrapKey: keyPairFromPem(borrowed.privateKeyPem), deviceKey: sharedKeyPair(6), transportKey: sharedKeyPair(7).publicOctets, computerSid: objectSid, nowMs: world.startMs + world.nowMs,
    tenantId: world.tenant.tenantId, targetDomain: 'contoso.com', displayName: laptop, osVersion: '10.0.26100.1742', domainController: 'dc01.contoso.com',
  });
  return lab.ask('PUT', `https://enterpriseregistration.windows.net/EnrollmentServer/device/${objectGuid}?api-version=2.0`, { body: JSON.stringify(body) });
}

async function patch(lab: TestCloud): Promise<Answered> {
  const authorization = `Bearer ${await appToken(lab)}`;
  return lab.ask('PATCH', `https://graph.microsoft.com/v1.0/devices/${cloudDevice(lab).objectId}`, { headers: { authorization }, body: JSON.stringify({ extensionAttributes: { extensionAttribute1: 'pilot' } }) });
}

const requests: readonly (readonly [what: string, state: 'pending' | 'registered', ask: (lab: TestCloud) => Promise<Answered>, done: (device: CloudDevice) => unknown])[] = [
  ['a join', 'pending', join, ({ profileType }) => profileType === 'RegisteredDevice'],
  ['a primary refresh token', 'registered', (lab) => askPrt(lab, keysOf(lab)), ({ approximateLastSignInMs }) => approximateLastSignInMs !== null],
  ['a change through Graph', 'registered', patch, ({ extensionAttributes }) => extensionAttributes.extensionAttribute1 === 'pilot'],
];

/** The request, and a change of the lab in the very moment after the cloud has looked at the world for the nth time. */
async function changedAfterLook(nth: number, [, state, ask, done]: (typeof requests)[number]) {
  let looks = 0;
  const lab = testCloud(smallWorld({ device: { state } }), { apps: [inventoryApp] }, () => {
    looks += 1;
    if (looks === nth) void Promise.resolve().then(() => lab.access.change('test', { changes: { tenant: { ...lab.world.tenant, passThroughAgentsRunning: false } } }));
  });
  const { status } = await ask(lab);
  return { answered: status < 300, done: done(cloudDevice(lab)), happened: !lab.world.tenant.passThroughAgentsRunning, looks };
}

test.each(requests)('%s and a change of the lab beside it', async (...request) => {
  const { looks } = await changedAfterLook(0, request);
  expect(looks).toBeGreaterThan(2);
  for (let nth = 1; nth <= looks; nth += 1) {
    expect.soft({ nth, ...(await changedAfterLook(nth, request)) }).toMatchObject({ nth, answered: true, done: true, happened: true });
  }
});
