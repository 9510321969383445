import { expect, test } from 'vitest';
import { ask, codeOf, smallWorld, withFault } from '../../../test/small-world.ts';
import type { World } from '../../../simulation/world.ts';

const keys = (world: World): string => codeOf(ask(world, 'createDeviceKeys'));
const old = (): World => smallWorld({ device: { windows: '1709' } });

test.each([
  ['tpm-locked-out', '0x80090031'],
  ['tpm-not-fips', '0x80280036'],
])('%s: no key is made, and nothing else of the machine fails', (id, code) => {
  const world = withFault(smallWorld(), id);
  expect(keys(world)).toBe(code);
  expect(codeOf(ask(world, 'readLocalState'))).toBe('ok');
  expect(codeOf(ask(world, 'createBootstrapCertificate'))).toBe('ok');
  expect(keys(withFault(smallWorld(), id, 'LAPTOP02'))).toBe('ok');
});

test('tpm-internal-error: before 1809 the join fails, from then on the keys are made in software', () => {
  expect(keys(old())).toBe('ok');
  expect(keys(withFault(old(), 'tpm-internal-error'))).toBe('0x80290407');
  const answer = ask(withFault(smallWorld(), 'tpm-internal-error'), 'createDeviceKeys');
  expect(answer.outcome).toMatchObject({ ok: true, output: { provider: 'software' } });
  expect(answer.changes?.devices?.LAPTOP01?.keyProvider).toBe('software');
  expect(ask(withFault(smallWorld(), 'tpm-internal-error', 'LAPTOP02'), 'createDeviceKeys').outcome).toMatchObject({ output: { provider: 'tpm' } });
});
