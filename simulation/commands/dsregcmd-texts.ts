/**
 * What `dsregcmd /join` and `/leave` print. Without `/debug` nothing published shows any text (dsregcmd.md 7, 9): they print
 * nothing; with it, lines of the documented inventory.
 */
import { deviceOf, type CommandRun, type World } from '../world.ts';
import type { AwaitedEnd } from './finish.ts';

const crlf = '\r\n';
const status = (world: World, place: string): string[] => [
  'DSREGCMD_END_STATUS',
  `             AzureAdJoined : ${deviceOf(world, place).join ? 'YES' : 'NO'}`,
  '          EnterpriseJoined : NO',
];

export const isDebug = (line: string): boolean => /\s\/debug\b/i.test(line);

export function joinEnd(world: World, command: CommandRun, end: AwaitedEnd): string {
  if (!isDebug(command.line)) return '';
  const device = deviceOf(world, command.place);
  const { domain } = world.directory;
  const dc = end.resultCode !== '0x8007054b';
  const found = dc ? `DsGetDcName success { domain:${domain.dnsName} forest:${world.directory.forest} isDcAvailable:true }` : 'DsGetDcName No domain controller is available for the specified domain or the domain does not exist: 0x8007054b.';
  const check = end.outcome === 'already-joined' ? 'DoNotJoin' : dc ? 'Join' : 'DoNotJoin';
  const lines = [
    'dsregcmd::wmain logging initialized.',
    `DsrCmdAccountMgr::IsDomainControllerAvailable: ${found}`,
    'PreJoinChecks Complete.',
    `preCheckResult: ${check}`,
    `isJoined: ${end.outcome === 'already-joined' ? 'YES' : 'undefined'}`,
    `isDcAvailable: ${dc ? 'YES' : 'NO'}`,
    'isSystem: YES',
    `keyProvider: ${device.join ? (device.keyProvider === 'tpm' ? 'Microsoft Platform Crypto Provider' : 'Microsoft Software Key Storage Provider') : 'undefined'}`,
    `resultCode: ${end.resultCode}`,
    'Automatic device join pre-check tasks completed.',
  ];
  if (end.outcome === 'already-joined') lines.push('The device is already joined.');
  else if (!dc) lines.push('The device can NOT be joined because a domain controller could not be located.');
  else if (end.outcome === 'failed') {
    const failure = device.previousRegistration?.failure;
    lines.push(`DsrDeviceAutoJoin failed ${end.resultCode}.`, ...(failure?.server ? [failure.server.message] : []));
  }
  return [...lines, ...status(world, command.place), ''].join(crlf);
}

export const leaveEnd = (world: World, command: CommandRun, end: AwaitedEnd): string =>
  isDebug(command.line) ? ['dsregcmd::wmain logging initialized.', `resultCode: ${end.resultCode}`, ...status(world, command.place), ''].join(crlf) : '';
