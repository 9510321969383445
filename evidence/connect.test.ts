import { expect, test } from 'vitest';
import { createLab } from '../simulation/lab.ts';

const office = { location: 'corporate-lan', power: 'on' } as const;

test('a device whose certificate waits for the next cycle, then is exported: scheduler, place and runs', () => {
  const lab = createLab({ world: { devices: { PC01: office } }, seed: 'test' }).do('alice signs in').advance('2m');
  expect([lab.field('connect.object'), lab.field('connect.connectorDn'), lab.field('connect.cycleRunning')]).toEqual(['withheld: no-certificate', 'none', 'False']);
  expect(lab.advance('30m').show('connect')).toMatchInlineSnapshot(`
    "Server             SYNC01
    Domain controller  DC01
    Scheduler          enabled

    AllowedSyncCycleInterval             00:30:00
    CurrentlyEffectiveSyncCycleInterval  00:30:00
    CustomizedSyncCycleInterval
    NextSyncCyclePolicyType              Delta
    NextSyncCycleStartTimeInUTC          2026-01-05 08:42:00 UTC
    PurgeRunHistoryInterval              7.00:00:00
    SyncCycleEnabled                     True
    MaintenanceEnabled                   True
    StagingModeEnabled                   False
    SchedulerSuspended                   False
    SyncCycleInProgress                  False

    Object PC01: exported
      AD connector space     CN=PC01,OU=Laptops,DC=contoso,DC=com
      Certificates read      1
      Metaverse              device, flows to Azure AD
      Entra connector space  CN={4F3941765A3158687445532B4A53515A733566564D413D3D}
      Pending export         none
      Export error           none

    Runs (UTC; AD is contoso.com, Entra is contoso.onmicrosoft.com), newest last:
      2026-01-05 08:12:10  #1   Delta Import          AD     success (+0 ~1 -0)
      2026-01-05 08:12:30  #1   Delta Import          Entra  success
      2026-01-05 08:13:20  #1   Delta Synchronization AD     success
      2026-01-05 08:13:40  #1   Export                Entra  success (+1 ~0 -0)
    "
  `);
  expect([lab.field('connect.object'), lab.field('connect.event116'), lab.field('connect.nextPolicy'), lab.field('connect.staging')]).toEqual(['exported', 'none', 'Delta', 'False']);
});

test('the DN in the Entra connector space is the hexadecimal text of the sourceAnchor', () => {
  const lab = createLab({ world: { devices: { PC01: { ...office, state: 'pending' } } } });
  const dn = lab.field('connect.connectorDn') ?? '';
  const anchor = Buffer.from(/^CN=\{([0-9A-F]+)\}$/.exec(dn)?.[1] ?? '', 'hex').toString('utf8');
  expect(lab.show('ad')).toContain(`objectGUID:: ${anchor}\n`);
});

test('a disabled scheduler and a custom interval show as they do in Get-ADSyncScheduler', () => {
  const lab = createLab({ world: { devices: { PC01: office } } }).do('Connect admin disables the scheduler');
  expect(lab.show('connect')).toMatch(/^SyncCycleEnabled {21}False$/m);
  expect(lab.field('connect.scheduler')).toBe('disabled');
});
