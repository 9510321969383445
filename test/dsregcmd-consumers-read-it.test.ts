/** Programs that people use read the truth from what joinlab prints: the truth is taken from the view, never from the text. */
import { fc } from './support/properties.ts';
import { expect, test } from 'vitest';
import { windowsReleases } from '../evidence/dsregcmd/releases.ts';
import { renderStatus } from '../evidence/dsregcmd/render-status.ts';
import type { StatusContext, StatusOptions, StatusView } from '../evidence/dsregcmd/view.ts';
import { anyOptions, anyView } from './support/dsregcmd-arbitrary.ts';
import { hasSharedDomain, loadConsumers, withoutShared, type Consumers } from './support/dsregcmd-shared.ts';
import { truthOfView } from './support/dsregcmd-truth.ts';
import { states } from './support/dsregcmd-views.ts';

const contexts: readonly StatusContext[] = ['user', 'admin', 'system'];

function misreadings({ judgeAll }: Consumers, view: StatusView, { release, context }: StatusOptions): string[] {
  return judgeAll(renderStatus(view, { release, context }), truthOfView(view, release, context))
    .filter(({ status }) => status === 'fail')
    .map(({ id, checks }) => `${id} on ${release} as ${context}: ${JSON.stringify(checks.filter(({ result }) => result === 'fail'))}`);
}

test.skipIf(!hasSharedDomain)(`all of them read every state under every release and context (${withoutShared})`, async () => {
  const consumers = await loadConsumers();
  expect(consumers.ids).toHaveLength(26);
  const wrong: string[] = [];
  const passed = new Set<string>();
  let texts = 0;
  for (const [state, view] of Object.entries(states)) {
    for (const release of windowsReleases) {
      for (const context of contexts) {
        texts += 1;
        wrong.push(...misreadings(consumers, view, { release, context }).map((line) => `${state}: ${line}`));
        for (const { id, status } of consumers.judgeAll(renderStatus(view, { release, context }), truthOfView(view, release, context))) if (status === 'pass') passed.add(id);
      }
    }
  }
  expect(texts).toBeGreaterThanOrEqual(60);
  expect(wrong).toEqual([]);
  expect([...passed].sort()).toEqual([...consumers.ids].sort());
});

test.skipIf(!hasSharedDomain)(`they find a lie: a truth that is not printed fails (${withoutShared})`, async () => {
  const consumers = await loadConsumers();
  const view = states['hybridWithPrt'];
  if (!view) throw new Error('the example is missing');
  const text = renderStatus(view, { release: '11-24H2', context: 'user' });
  const lie = { ...truthOfView(view, '11-24H2', 'user'), AzureAdJoined: false, TenantId: 'another', DomainName: 'OTHER' };
  expect(consumers.judgeAll(text, lie).filter(({ status }) => status === 'fail').length).toBeGreaterThanOrEqual(20);
});

test.skipIf(!hasSharedDomain)(`they read devices that no one thought of (${withoutShared})`, async () => {
  const consumers = await loadConsumers();
  fc.assert(fc.property(anyView, anyOptions, (view, options) => {
    expect(misreadings(consumers, whatProgramsCanRead(view), options)).toEqual([]);
  }), { numRuns: 200 });
});

/**
 * What the programs themselves can read on genuine Windows: names without colons, and one work account, since one of them (C18)
 * gives up when a field stands in a second one.
 */
function whatProgramsCanRead(view: StatusView): StatusView {
  return {
    ...view,
    tenant: view.tenant && { ...view.tenant, tenantName: view.tenant.tenantName === '' ? '' : 'Contoso Labs' },
    workAccounts: view.workAccounts.slice(0, 1).map((account) => ({ ...account, tenantName: 'Fabrikam' })),
  };
}
