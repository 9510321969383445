import { expect, test } from 'vitest';
import { traitPath } from './trait-path.ts';

test.each([
  ['place', null],
  ['habit', null],
  ['vpn', ['devices', 'LAPTOP01', 'vpn']],
  ['placement', ['devices', 'LAPTOP01', 'placement']],
  ['place.x', ['devices', 'LAPTOP01', 'place', 'x']],
  ['clientScp.tenantName', ['devices', 'LAPTOP01', 'clientScp', 'tenantName']],
  ['user.cloud', ['people', 'alice', 'cloud']],
  ['user.a.b', ['people', 'alice', 'a', 'b']],
  // Without a field it is a field of the device, which has none of that name.
  ['user', ['devices', 'LAPTOP01', 'user']],
])('the trait %s stands at %j', (name, path) => {
  expect(traitPath(name, { like: 'LAPTOP01', user: 'alice' })).toEqual(path);
});
