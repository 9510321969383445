/** Questions that Windows answers itself, and the sign-in at a DC. */
import { guidFor } from '../identity.ts';
import { defineOperation, failed, succeeded, type Operation } from '../operation.ts';
import { atSameSiteFirst } from '../sites.ts';
import { deviceOf, withDevice } from '../world.ts';
import { verifyPassword } from '../../mocks/active-directory/users.ts';
import { atLeast } from '../../knowledge/windows-releases.ts';
import { tpmInternalErrorFault } from '../../mocks/windows/faults/tpm-internal-error.ts';
import { mustUnregister } from '../../mocks/windows/membership.ts';
import { certificateWritten, localJoin, withAttemptKeys, withBootstrapCertificate } from '../../mocks/windows/join-state.ts';
import { clientServiceConnectionPoint, policyAllowsJoin } from '../../mocks/windows/registry.ts';
import { isFailure, noLogonServers, verifyFromCache } from '../../mocks/windows/sign-in.ts';
import type { CredentialCheck } from '../../machines/questions.ts';

const local = () => ({ kind: 'local' as const });
type Check = CredentialCheck & { readonly [key: string]: string | number };

export const windowsOperations: readonly Operation[] = [
  defineOperation({
    name: 'readLocalState',
    title: 'looks at its own join state',
    context: 'system',
    latency: 'local',
    destination: local,
    answer: (world, { place }) => {
      const device = deviceOf(world, place);
      return succeeded({
        join: localJoin(device),
        policyAllows: policyAllowsJoin(device) && device.domainJoined,
        mustUnregister: mustUnregister(device, world.settings['unjoin.autoLeave'] === 'bestEffort'),
        certificateWritten: certificateWritten(device),
      });
    },
  }),
  defineOperation({
    name: 'readClientServiceConnectionPoint',
    title: 'reads the client-side service connection point',
    context: 'system',
    latency: 'local',
    destination: local,
    answer: (world, { place }) => {
      const result = clientServiceConnectionPoint(deviceOf(world, place));
      return 'failure' in result ? failed(result.failure) : succeeded({ ...result });
    },
  }),
  defineOperation({
    name: 'createBootstrapCertificate',
    title: 'makes the self-signed certificate',
    context: 'system',
    latency: 'local',
    destination: local,
    answer: (world, { place }) => {
      const device = deviceOf(world, place);
      const id = `${place}/bootstrap/${device.made}`;
      const certificate = {
        id,
        subject: `CN=${device.objectGuid}`,
        notBeforeMs: world.nowMs,
        notAfterMs: world.nowMs + world.settings['cert.bootstrapValidity'],
        keyHolder: place,
      };
      return succeeded({ certificateId: id }, { changes: withDevice(world, place, (known) => withBootstrapCertificate(known, certificate)) });
    },
  }),
  defineOperation({
    name: 'createDeviceKeys',
    title: 'makes the device key and the transport key',
    context: 'system',
    latency: 'local',
    destination: local,
    answer: (world, { place }) => {
      const device = deviceOf(world, place);
      const tpmFails = device.keyProvider === 'tpm' && world.faults.some(({ id, target }) => id === tpmInternalErrorFault.id && (target === null || target === place));
      // From 1809 on an error of the TPM leads to software keys (lifecycle.md 7 [S4,S15]).
      if (tpmFails && !atLeast(device.release, '1809')) return failed({ code: '0x80290407', reason: 'the TPM fails inside' });
      const provider = tpmFails ? 'software' : device.keyProvider;
      const keyContainerId = guidFor(world.seed, `${place}/keys/${device.made}`);
      const changes = withDevice(world, place, (known) => withAttemptKeys(known, keyContainerId, provider));
      return succeeded({ keyContainerId, provider }, { changes });
    },
  }),
  defineOperation<Check, { upn: string }>({
    name: 'verifyCredential',
    title: 'asks a domain controller to verify the credential',
    context: 'system',
    latency: 'kerberos',
    destination: () => ({ kind: 'dc', controller: null, service: 'kerberos' }),
    pathFailure: (failure) => ({ code: noLogonServers, reason: 'no domain controller answers the sign-in', innerCode: failure.code }),
    answer: (world, { place }, check) => {
      if (!deviceOf(world, place).domainJoined) return failed({ code: noLogonServers, reason: 'a machine of a workgroup asks no domain controller' });
      if (!deviceOf(world, place).machinePasswordMatches) return failed({ code: '0xc000018d', reason: 'the computer password does not match: trust relationship failed' });
      const result = verifyPassword(world.directory, check);
      if ('failure' in result) return failed(result.failure);
      // The password is checked against the newest copy; the name is the one of the DC that is asked (lifecycle.md 6.3 step 7).
      const asked = atSameSiteFirst(world, place).find(({ running }) => running)?.replica.users[check.user];
      return succeeded({ upn: (asked ?? result).userPrincipalName });
    },
  }),
  defineOperation<Check, { upn: string }>({
    name: 'verifyCachedCredential',
    title: 'compares the credential with the cached verifier',
    context: 'system',
    latency: 'local',
    destination: local,
    answer: (world, { place }, check) => {
      const result = verifyFromCache(deviceOf(world, place), check);
      return isFailure(result) ? failed(result) : succeeded({ upn: result.userPrincipalName });
    },
  }),
];
