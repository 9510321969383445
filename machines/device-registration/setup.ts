/** What the parts of the registration chart share: its context, the questions it asks, its guards. */
import { assign, setup } from 'xstate';
import type { Failure } from '../../knowledge/vocabulary.ts';
import { chartActions, failureOf } from '../language.ts';
import type { RegistrationEvent } from '../protocol.ts';
import { questions, type RegistrationAnswer, type TenantInformation } from '../questions.ts';

export interface RegistrationInput {
  readonly precheckOrder: 'joinedFirst' | 'dcFirst';
  readonly precheckRequiresDc: boolean;
  readonly precheckRecorded: boolean;
  readonly certificateWritePhase: 'join' | 'discover';
  readonly leaveRegardless: boolean;
  readonly leaveClearsCertificate: boolean;
}

export type Phase = 'pre-check' | 'discover' | 'auth' | 'join';

export interface RegistrationContext extends RegistrationInput {
  readonly controller: string;
  readonly tenant: TenantInformation | null;
  /** The local state says that the device is joined, and the pre-check still wants to see a DC first. */
  readonly joinedAlready: boolean;
  /** A certificate of ours reached the directory earlier: only the registration is left. */
  readonly certificateWritten: boolean;
  readonly keyContainerId: string;
  readonly answer: RegistrationAnswer | null;
  readonly phase: Phase;
  readonly failure: Failure | null;
  readonly leaveRequested: boolean;
}

export const noDomainController: Failure = { code: '0x8007054b', reason: 'no domain controller could be located' };
/** `auth` is where the federated and the Kerberos join belong; an attempt that gets there ends with E_NOTIMPL. */
export const federatedNotModelled: Failure = { code: '0x80004001', reason: 'the domain is federated: joinlab models the managed join' };

/** What `dsregcmd` exits with beside "Another instance of the Join Task is already running" (dsregcmd.md 7; the number is assumed). */
export const anotherInstance = '0x1';

/** Remembers why the attempt failed, and in which phase. */
export const failedIn = (phase: Phase) => ({ type: 'remember' as const, params: ({ event }: { event: object }) => ({ phase, failure: failureOf(event) }) });

/** Types, questions, actions and guards that every part of the chart shares. */
export const registrationSetup = setup({
  types: { context: {} as RegistrationContext, events: {} as RegistrationEvent, input: {} as RegistrationInput },
  actors: {
    readLocalState: questions.readLocalState,
    readClientServiceConnectionPoint: questions.readClientServiceConnectionPoint,
    readServiceConnectionPoint: questions.readServiceConnectionPoint,
    discoverRegistrationService: questions.discoverRegistrationService,
    discoverRealm: questions.discoverRealm,
    readComputerObject: questions.readComputerObject,
    createBootstrapCertificate: questions.createBootstrapCertificate,
    writeUserCertificate: questions.writeUserCertificate,
    createDeviceKeys: questions.createDeviceKeys,
    registerDevice: questions.registerDevice,
    unregisterDevice: questions.unregisterDevice,
    removeUserCertificate: questions.removeUserCertificate,
  },
  actions: { ...chartActions, remember: assign((_, failed: { phase: Phase; failure: Failure }) => failed) },
  guards: {
    leaveRequested: ({ context }) => context.leaveRequested,
    joinedAlready: ({ context }) => context.joinedAlready,
    onlyRegistrationLeft: ({ context }) => !context.precheckRequiresDc && !context.joinedAlready && context.certificateWritten && context.tenant !== null,
    leaveRegardless: ({ context }) => context.leaveRegardless,
    leaveClearsCertificate: ({ context }) => context.leaveClearsCertificate,
    leaveClearsRegardless: ({ context }) => context.leaveRegardless && context.leaveClearsCertificate,
  },
});
