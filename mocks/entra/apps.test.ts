import { expect, test } from 'vitest';
import { appOf, bare, graphResource, isConfidential, microsoftResources, readScope, registrationResource, resourceOf, signInBroker } from './apps.ts';

const own = { clientId: '11111111-2222-3333-4444-555555555555', displayName: 'Inventory', secrets: ['s'] };

test('apps of Microsoft are in every tenant, one\'s own beside them, whatever the case of the id', () => {
  expect(appOf([own], own.clientId.toUpperCase())).toBe(own);
  expect(appOf([], own.clientId)).toBeUndefined();
  expect(appOf([], '38AA3B87-A06D-4817-B275-7A316988D93B')).toBe(signInBroker);
  expect(['29d9ed98-a469-4536-ade2-f981bc1d605e', 'dd762716-544d-4aeb-a526-687b73838a22', 'b90d5b8f-5503-4153-b545-b31cecfaece2', '1651564e-7ce4-4d99-88be-0a65050d8dc3', '6eb59a73-39b2-4c23-a70f-e2e3ce8965b1'].map((id) => appOf([], id)?.displayName)).toEqual([
    'Microsoft Authentication Broker', 'Microsoft Device Registration Client', 'AADJ CSP', 'Azure AD Connect', 'Azure AD Connect v2',
  ]);
  expect(signInBroker).toEqual({ clientId: '38aa3b87-a06d-4817-b275-7a316988d93b', displayName: 'Windows Sign In' });
});

test.each([
  [{ secrets: ['s'] }, true],
  [{ certificates: ['pem'] }, true],
  [{}, false],
  [{ secrets: [], certificates: [] }, false],
])('an app with %j is confidential: %s', (keys, expected) => {
  expect(isConfidential({ clientId: 'c', displayName: 'd', ...keys })).toBe(expected);
});

test.each([['https://graph.microsoft.com', 'https://graph.microsoft.com'], ['HTTPS://Graph.Microsoft.com//', 'https://graph.microsoft.com'], ['///', ''], ['', '']])('%j is %j without the slashes at its end', (name, expected) => {
  expect(bare(name)).toBe(expected);
});

test.each([
  ['https://graph.microsoft.com/', graphResource.id],
  ['00000003-0000-0000-c000-000000000000', graphResource.id],
  ['urn:ms-drs:enterpriseregistration.windows.net', registrationResource.id],
  ['01CB2876-7ebd-4aa4-9cc9-d28bd4d359a9', registrationResource.id],
  ['https://graph.windows.net', '00000002-0000-0000-c000-000000000000'],
  ['00000002-0000-0000-c000-000000000000', '00000002-0000-0000-c000-000000000000'],
  ['https://management.azure.com/', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
  ['https://management.core.windows.net', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
  [own.clientId, own.clientId],
  [`api://${own.clientId.toUpperCase()}`, own.clientId],
  ['https://nowhere.example', undefined],
])('the resource %s is %s', (name, id) => {
  expect(resourceOf([own], name)?.id).toBe(id);
});

test('resources have names that people read', () => {
  expect(microsoftResources.map(({ displayName }) => displayName)).toEqual(['Microsoft Graph', 'Device Registration Service', 'Windows Azure Active Directory', 'Windows Azure Service Management API']);
  expect(resourceOf([own], own.clientId)).toEqual({ id: own.clientId, displayName: 'Inventory', names: [`api://${own.clientId}`] });
});

test.each([
  ['https://graph.microsoft.com/.default', { resource: 'https://graph.microsoft.com', permissions: ['.default'], openId: [], asked: 'https://graph.microsoft.com/.default' }],
  ['openid  Device.Read.All offline_access', { resource: 'https://graph.microsoft.com', permissions: ['Device.Read.All'], openId: ['openid', 'offline_access'], asked: 'openid Device.Read.All offline_access' }],
  ['openid aza ugs', { resource: 'https://graph.microsoft.com', permissions: [], openId: ['openid', 'aza', 'ugs'], asked: 'openid aza ugs' }],
  ['Profile EMAIL pr', { resource: 'https://graph.microsoft.com', permissions: [], openId: ['Profile', 'EMAIL', 'pr'], asked: 'Profile EMAIL pr' }],
  ['urn:ms-drs:enterpriseregistration.windows.net//.default', { resource: 'urn:ms-drs:enterpriseregistration.windows.net', permissions: ['.default'], openId: [], asked: 'urn:ms-drs:enterpriseregistration.windows.net//.default' }],
  ['https://graph.microsoft.com/User.Read https://GRAPH.microsoft.com/Device.Read.All', { resource: 'https://graph.microsoft.com', permissions: ['User.Read', 'Device.Read.All'], openId: [], asked: 'https://graph.microsoft.com/User.Read https://GRAPH.microsoft.com/Device.Read.All' }],
  ['https://graph.microsoft.com/User.Read https://management.azure.com/.default', null],
  ['', { resource: 'https://graph.microsoft.com', permissions: [], openId: [], asked: '' }],
])('the scope %j reads %j', (scope, expected) => {
  expect(readScope(scope)).toEqual(expected);
});
