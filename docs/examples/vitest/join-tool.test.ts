// A tool in Node, tested in one process: msw hands its requests to the lab's cloud.
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLab } from 'joinlab/msw';
import 'joinlab/vitest';

const lab = createLab({ world: { devices: { LAPTOP01: { location: 'corporate-lan', power: 'on' } } } });
const server = setupServer(...lab.handlers());

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

/** Stands for the tool under test. */
async function tenantOf(domain: string): Promise<string> {
  const response = await fetch(`https://enterpriseregistration.windows.net/${domain}/discover?api-version=1.7`);
  if (!response.ok) throw new Error(`discovery answers with ${response.status}`);
  const { TenantInfo } = (await response.json()) as { TenantInfo: { TenantName: string } };
  return TenantInfo.TenantName;
}

test('the device becomes Pending while the tool works, and registered later', async () => {
  lab.do('alice signs in').advance('20m');
  expect(lab).toShow({ 'portal.registered': 'Pending' });
  expect(await tenantOf('contoso.com')).toBe('contoso.com');
  lab.advance('1h');
  expect(lab).toShow({ 'dsregcmd.AzureAdJoined': 'YES' });
});

test('the tool says so when the service is overloaded', async () => {
  lab.do('fault drs-busy on');
  await expect(tenantOf('contoso.com')).rejects.toThrow('503');
  lab.do('fault drs-busy off');
});
