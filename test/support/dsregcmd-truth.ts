/** What is true in the world, in the names of the shared consumers: taken from the world, never from the printed text. */
import { formatIso } from '../../simulation/calendar.ts';
import { sessionOf } from '../../simulation/session.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { atLeast, type WindowsRelease } from '../../knowledge/windows-releases.ts';

export type Truth = { readonly [name: string]: boolean | string | null };

const stamp = (world: World, atMs: number): string => `${formatIso(world.startMs + atMs).slice(0, 19).replace('T', ' ')}.000 UTC`;

export function truthOf(world: World, name: string, as: EvidenceContext, release: WindowsRelease): Truth {
  const device = deviceOf(world, name);
  const { join } = device;
  const user = as === 'system' ? null : sessionOf(world, name).user;
  const prt = user === null ? undefined : world.actors[`prt:${name}/${user}`];
  const context = prt?.context as { updatedAtMs: number | null } | undefined;
  const updatedAtMs = join ? (context?.updatedAtMs ?? null) : null;
  const attempt = device.previousRegistration;
  const preJoin = device.domainJoined && !join;
  return {
    AzureAdJoined: join !== null,
    EnterpriseJoined: false,
    DomainJoined: device.domainJoined,
    DomainName: world.directory.domain.netbiosName,
    DeviceName: atLeast(release, '21H2') ? `${name}.${world.directory.domain.dnsName}` : null,
    DeviceId: join?.deviceId ?? null,
    Thumbprint: join?.thumbprint ?? null,
    KeyContainerId: join?.keyContainerId ?? null,
    TenantId: join?.tenantId ?? null,
    TenantName: join ? world.tenant.displayName : null,
    ...(join ? { TpmProtected: device.keyProvider === 'tpm' } : {}),
    WorkplaceJoined: user !== null && device.workAccounts.some((account) => account.samAccountName === user),
    NgcSet: user !== null && device.helloUsers.includes(user),
    AzureAdPrt: updatedAtMs !== null,
    EnterprisePrt: false,
    AzureAdPrtUpdateTime: updatedAtMs === null ? null : stamp(world, updatedAtMs),
    ErrorPhase: preJoin && attempt ? attempt.phase : null,
    ClientErrorCode: preJoin && attempt ? attempt.failure.code : null,
    ServerErrorCode: preJoin && attempt?.failure.server ? attempt.failure.server.code : null,
  };
}
