/** What `dsregcmd /join /debug` prints, line by line. Source: dsregcmd.md 7, prejoin-diagnostics.json (debugJoin). */
import { httpDate, oneLine, yesNo } from './format.ts';
import { endStatusLines, exitCodeOf, loggingInitialized, output, type CommandOutput, type JoinStateAfter } from './other-switches.ts';
import type { KeyProvider } from './view.ts';

export interface JoinDebugView {
  /** Older builds name the check of the device keys `isPrivateKeyFound`. */
  readonly generation: 'older' | 'newer';
  readonly preCheck: PreCheckView;
  readonly course: JoinCourseView;
  readonly after: JoinStateAfter;
}

export interface PreCheckView {
  readonly domainController: {
    readonly kind: 'found';
    readonly domain: string;
    readonly forest: string;
    readonly host: string;
  } | { readonly kind: 'not-found'; readonly code: string };
  /** Null where the check did not look: printed as `undefined`. */
  readonly deviceKeysHealthy: boolean | null;
  readonly isJoined: boolean | null;
  readonly isSystem: boolean;
  readonly key: { readonly provider: KeyProvider; readonly containerId: string } | null;
  readonly elapsedSeconds: number;
}

/** How the run went on after the pre-check. */
export type JoinCourseView =
  | { readonly kind: 'already-joined' }
  /** A policy forbids it. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'no-domain-controller' }
  | { readonly kind: 'discovery-failed'; readonly code: string; readonly innerCode: string | null }
  | { readonly kind: 'join-failed'; readonly tenant: JoinTenantView; readonly code: string; readonly serverMessage: string | null }
  | { readonly kind: 'joined'; readonly tenant: JoinTenantView; readonly requestId: string; readonly respondedAtMs: number };

export interface JoinTenantView {
  readonly type: 'Managed' | 'Federated';
  readonly id: string;
  readonly name: string;
}

const providers: Readonly<Record<KeyProvider, string>> = { tpm: 'Microsoft Platform Crypto Provider', software: 'Microsoft Software Key Storage Provider' };

const answer = (value: boolean | null): string => (value === null ? 'undefined' : yesNo(value));

function locatorText({ domainController }: PreCheckView): string {
  return domainController.kind === 'found'
    ? `success { domain:${domainController.domain} forest:${domainController.forest} domainController:\\\\${domainController.host} isDcAvailable:true }`
    : `No domain controller is available for the specified domain or the domain does not exist: ${domainController.code}.`;
}

function preCheckLines({ preCheck, generation, course }: JoinDebugView): string[] {
  const joins = course.kind !== 'already-joined' && course.kind !== 'not-allowed' && course.kind !== 'no-domain-controller';
  return [
    `DsrCmdAccountMgr::IsDomainControllerAvailable: DsGetDcName ${locatorText(preCheck)}`,
    'PreJoinChecks Complete.',
    `preCheckResult: ${joins ? 'Join' : 'DoNotJoin'}`,
    `${generation === 'newer' ? 'deviceKeysHealthy' : 'isPrivateKeyFound'}: ${answer(preCheck.deviceKeysHealthy)}`,
    `isJoined: ${answer(preCheck.isJoined)}`,
    `isDcAvailable: ${yesNo(preCheck.domainController.kind === 'found')}`,
    `isSystem: ${yesNo(preCheck.isSystem)}`,
    `keyProvider: ${preCheck.key ? providers[preCheck.key.provider] : 'undefined'}`,
    `keyContainer: ${preCheck.key?.containerId ?? 'undefined'}`,
    `dsrInstance: ${preCheck.key ? 'AzureDrs' : 'undefined'}`,
    `elapsedSeconds: ${preCheck.elapsedSeconds}`,
    `resultCode: ${joins ? '0x0' : '0x1'}`,
    'Automatic device join pre-check tasks completed.',
  ];
}

/** `TenandID` is how the program spells it. */
const tenantLine = ({ type, id, name }: JoinTenantView): string =>
  `TenantInfo::Discover: Join Info { TenantType = ${type}; AutoJoinEnabled = 1; TenandID = ${id}; TenantName = ${name} }`;

function courseLines(course: JoinCourseView): string[] {
  switch (course.kind) {
    case 'already-joined':
      return ['The device is already joined.'];
    case 'no-domain-controller':
      return ['The device can NOT be joined because a domain controller could not be located.'];
    case 'not-allowed':
      return [];
    case 'discovery-failed':
      return [
        ...(course.innerCode === null ? [] : [`TenantInfo::Discover: Failed reading registration data from AD. Defaulting to autojoin disabled ${course.innerCode}`]),
        `DsrCmdJoinHelper::Join: TenantInfo::Discover failed with error code ${course.code}.`,
      ];
    case 'join-failed':
      return [tenantLine(course.tenant), `DsrDeviceAutoJoin failed ${course.code}.`, ...(course.serverMessage === null ? [] : [oneLine(course.serverMessage)])];
    case 'joined':
      return [tenantLine(course.tenant), `Join request ID: ${course.requestId}`, `Join response time: ${httpDate(course.respondedAtMs)}`, 'Join HTTP status: 200'];
  }
}

/** A join that was not needed is no failure; one that ran into something ends with its HRESULT. */
function exitCodeOfCourse(course: JoinCourseView, preCheck: PreCheckView): number {
  switch (course.kind) {
    case 'joined':
    case 'already-joined':
    case 'not-allowed':
      return 0;
    case 'no-domain-controller':
      return preCheck.domainController.kind === 'not-found' ? exitCodeOf(preCheck.domainController.code) : 1;
    case 'discovery-failed':
    case 'join-failed':
      return exitCodeOf(course.code);
  }
}

/** `/join` while another run goes on, with `/debug` or without. */
export const anotherInstanceOutput = (): CommandOutput => output(['Another instance of the Join Task is already running. Please retry after sometime.'], 1);

export function joinOutput(view: JoinDebugView, { debug }: { readonly debug: boolean }): CommandOutput {
  const { course, after, preCheck } = view;
  const exitCode = exitCodeOfCourse(course, preCheck);
  if (!debug) return output([], exitCode);
  return output([loggingInitialized, ...preCheckLines(view), ...courseLines(course), ...endStatusLines(after), 'DeleteFileW returned 0x00000001.'], exitCode);
}
