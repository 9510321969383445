import { fc } from '../../test/support/properties.ts';
import { expect, test } from 'vitest';
import { readKeywords, scpDn } from './service-connection-point.ts';

const version = { number: 1, atMs: 0, controller: 'DC01' };
const read = (...keywords: string[]) => readKeywords({ keywords, version });
const codesOf = (reading: ReturnType<typeof readKeywords>) => ('failure' in reading ? [reading.failure.code, reading.failure.innerCode] : 'read');

test('the leaf has the same name in every forest', () => {
  expect(scpDn('corp.contoso.com')).toBe('CN=62a0ff2e-97b9-4513-943f-0d221bd30080,CN=Device Registration Configuration,CN=Services,CN=Configuration,DC=corp,DC=contoso,DC=com');
});

test('prefixes are recognised whatever their case, the last of repeated ones counts, others are ignored', () => {
  expect(read('AZUREADID:first', 'azureADName:contoso.com', 'azureadid:last', 'somethingElse:1', 'noColon')).toEqual({ tenantId: 'last', tenantName: 'contoso.com' });
});

test('a missing leaf and missing keywords are unreadable configuration', () => {
  expect(codesOf(readKeywords(null))).toEqual(['0x801c001d', '0x80070002']);
  expect(readKeywords({ removed: true, keywords: [], version })).toEqual(readKeywords(null));
  expect(codesOf(read())).toEqual(['0x801c001d', '0x80070002']);
  expect(codesOf(read('azureADName:contoso.com'))).toEqual(['0x801c001d', '0x80070002']);
  expect(codesOf(read('azureADId:t'))).toEqual(['0x801c001d', '0x80070002']);
});

test.each([
  [[], 'no keywords'],
  [['azureADName:contoso.com'], 'no azureADId keyword'],
  [['azureADId:t', 'azureADName:'], 'no azureADName keyword'],
  [['azureADId:', 'azureADName:contoso.com'], 'no azureADId keyword'],
])('the keywords %j lack something by name: %s', (keywords, missing) => {
  expect(read(...keywords)).toEqual({ failure: { code: '0x801c001d', innerCode: '0x80070002', reason: `the service connection point has ${missing}` } });
});

test('a value may hold colons, a prefix may not', () => {
  expect(read('azureADId:a:b', 'azureADName:contoso.com')).toEqual({ tenantId: 'a:b', tenantName: 'contoso.com' });
});

test('a keyword without a colon is no keyword', () => {
  expect(codesOf(read('azureADIdX', 'azureADName:contoso.com'))).toEqual(['0x801c001d', '0x80070002']);
});

test('Azure AD and an on-premises service side by side are refused with both names', () => {
  expect(read('azureADId:t', 'azureADName:contoso.com', 'enterpriseDrsName:sts.contoso.com')).toMatchObject({ twoServices: { azureAdTenantName: 'contoso.com', enterpriseDrsName: 'sts.contoso.com' } });
  for (const half of ['azureADId:t', 'azureADName:contoso.com']) expect(codesOf(read(half, 'enterpriseDrsName:sts.contoso.com'))).toEqual(['0x801c001d', undefined]);
  expect(codesOf(read('enterpriseDrsName:sts.contoso.com'))).toEqual(['0x801c001d', '0x80070002']);
});

test('the order of different keywords does not matter, nor do unknown ones', () => {
  const noise = fc.string().filter((text) => !/^(azuread(id|name)|enterprisedrsname):/i.test(text));
  const shuffled = fc.array(noise, { maxLength: 6 }).chain((others) => fc.shuffledSubarray(['azureADId:t', 'azureADName:n', ...others], { minLength: others.length + 2 }));
  fc.assert(fc.property(shuffled, (keywords) => { expect(read(...keywords)).toEqual({ tenantId: 't', tenantName: 'n' }); }));
});
