/** What real clients need besides time: a computer's key, a certificate of their own in Active Directory, an app, an answered device code. */
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { isGuid } from '../../simulation/identity.ts';
import { authorityCertificateOf } from '../keys/device-keys.ts';
import { bootstrapKeyOf, recordCertificate } from '../registration/bootstrap.ts';
import { Refused } from '../problems.ts';
import { deviceNamed } from './device-named.ts';
import { defineOperation, type ControlOperation } from './operation.ts';

export const clientOperations: readonly ControlOperation[] = [
  defineOperation({
    id: 'bootstrapKey', method: 'GET', path: '/v1/devices/:device/bootstrap-key',
    summary: 'Key and certificate with which a computer of the world signs its join: whoever has them joins in its name',
    result: z.object({ privateKeyPem: z.string(), certificatePem: z.string() }),
    run: (context, { params }) => {
      const key = bootstrapKeyOf(context.cloud.keys, context.labs.world, deviceNamed(context.labs.world, params.device ?? ''));
      if ('impossible' in key) throw new Refused('JL427', key.impossible);
      return key;
    },
  }),
  defineOperation({
    id: 'recordCertificate', method: 'POST', path: '/v1/devices/:device/user-certificate',
    summary: "Writes a client's own certificate to userCertificate of a computer, as the computer would; Connect brings it to Azure AD",
    body: z.strictObject({ certificate: z.string().describe('PEM') }),
    result: z.object({ device: z.string() }),
    run: (context, { params, body }) => {
      const device = deviceNamed(context.labs.world, params.device ?? '');
      const recorded = recordCertificate(context.cloud.keys, context.labs.world, device, body.certificate);
      if ('impossible' in recorded) throw new Refused('JL427', recorded.impossible);
      context.labs.change(`control:${device}`, recorded.change);
      return { device };
    },
  }),
  defineOperation({
    id: 'authority', method: 'GET', path: '/v1/authority', summary: 'The certificate of MS-Organization-Access, which signs device certificates',
    result: z.object({ certificatePem: z.string() }),
    run: ({ cloud, labs }) => ({ certificatePem: new X509Certificate(authorityCertificateOf(cloud.keys, labs.world)).toString() }),
  }),
  defineOperation({
    id: 'registerApp', method: 'PUT', path: '/v1/apps/:clientId',
    summary: 'Registers an app in the tenant, beside the public ones of Microsoft: with a secret or a certificate it may ask for tokens of its own',
    body: z.strictObject({
      displayName: z.string(),
      secrets: z.array(z.string()).optional(),
      certificates: z.array(z.string()).optional().describe('PEM, whose keys sign its assertions'),
      permissions: z.array(z.string()).optional().describe('application permissions in Graph; all that the simulated Graph knows when left out'),
    }),
    result: z.object({ clientId: z.string() }),
    run: ({ cloud }, { params, body }) => {
      const clientId = params.clientId ?? '';
      if (!isGuid(clientId)) throw new Refused('JL429', `"${clientId}" is no GUID, as the id of an app is.`);
      cloud.signIns.registerApp({ clientId, ...body });
      return { clientId };
    },
  }),
  defineOperation({
    id: 'answerDeviceCode', method: 'POST', path: '/v1/device-codes/:userCode',
    summary: 'A user approves or declines the code that a client shows',
    body: z.strictObject({ user: z.string().nullable().describe('user principal name of who approves; null declines') }),
    result: z.object({ answered: z.boolean() }),
    run: ({ cloud }, { params, body }) => {
      if (!cloud.signIns.answerDeviceCode(params.userCode ?? '', body.user)) throw new Refused('JL428', `No device code "${params.userCode ?? ''}" waits for an answer.`);
      return { answered: true };
    },
  }),
];
