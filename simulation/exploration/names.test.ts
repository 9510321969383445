import { expect, test } from 'vitest';
import { smallWorld } from '../../test/small-world.ts';
import { guidFor } from '../identity.ts';
import { deviceOf } from '../world.ts';
import { NameBook } from './names.ts';

const device = deviceOf(smallWorld(), 'LAPTOP01');
const certificate = (number: number) => {
  const id = `LAPTOP01/bootstrap/${number}`;
  return { id, subject: 'CN=x', notBeforeMs: 0, notAfterMs: 1, keyHolder: 'LAPTOP01' };
};
const keys = (number: number): string => guidFor('test', `LAPTOP01/keys/${number}`);
const worn = { ...device, bootstrapCertificate: certificate(5), usableKeys: ['LAPTOP01/bootstrap/2', 'LAPTOP01/bootstrap/5', keys(7), keys(3)], made: 9 };
const tenant = { devices: { x: { deviceCertificateThumbprint: '60455F55' } } };

const settle = (parts: readonly (readonly [string, object])[]): object[] => {
  const names = new NameBook('test', ['LAPTOP01']);
  for (const [slot, part] of parts) names.signature(slot, part);
  return names.canonical(parts);
};

test('names are numbered by first appearance; keys that nothing refers to by their own name are dropped', () => {
  const [settled, cloud] = settle([['device:LAPTOP01', { ...worn, join: { keyContainerId: keys(3), thumbprint: '60455F55' } }], ['tenant', tenant]]);
  expect(settled).toMatchObject({ bootstrapCertificate: certificate(0), usableKeys: ['LAPTOP01/bootstrap/0', keys(1)].sort(), made: 2 });
  expect([(settled as { join?: unknown }).join, cloud]).toEqual([{ keyContainerId: keys(1), thumbprint: 'thumbprint 0' }, { devices: { x: { deviceCertificateThumbprint: 'thumbprint 0' } } }]);
});

test('a device without its join has no use for the key, and the cloud keeps its thumbprint', () => {
  const [settled, cloud] = settle([['device:LAPTOP01', worn], ['tenant', tenant]]);
  expect(settled).toMatchObject({ usableKeys: ['LAPTOP01/bootstrap/0'], made: 1 });
  expect(cloud).toEqual({ devices: { x: { deviceCertificateThumbprint: 'thumbprint 0' } } });
});

test('two worlds that differ in numbers alone are one', () => {
  const other = { ...worn, bootstrapCertificate: certificate(1), usableKeys: ['LAPTOP01/bootstrap/1'], made: 4 };
  expect(settle([['device:LAPTOP01', worn]])).toEqual(settle([['device:LAPTOP01', other]]));
});
