/** Drives the registration chart of one device to where a test begins. */
import { deviceRegistration } from '../machines/device-registration.ts';
import type { RegistrationInput } from '../machines/device-registration/setup.ts';
import { ChartDriver } from './drive-chart.ts';

export const device = { join: 'none', policyAllows: true, mustUnregister: false, certificateWritten: false };
export const contoso = { tenantId: '11111111-1111-4111-8111-111111111111', tenantName: 'contoso.com' };
export const noSuchDomain = '0x8007054b';
const defaults: RegistrationInput = {
  precheckOrder: 'joinedFirst', precheckRequiresDc: true, precheckRecorded: true, certificateWritePhase: 'join', leaveRegardless: true, leaveClearsCertificate: false,
};

/** The same chart, with what was said so far forgotten. */
export function quiet(chart: ChartDriver): ChartDriver {
  chart.take();
  return chart;
}

export const idle = (change: Partial<RegistrationInput> = {}): ChartDriver => quiet(new ChartDriver(deviceRegistration, { ...defaults, ...change }));
export const started = (change: Partial<RegistrationInput> = {}): ChartDriver => quiet(idle(change).send({ type: 'START', trigger: 'hourly' }));
export const atLocator = (change: Partial<RegistrationInput> = {}): ChartDriver => quiet(started(change).answer('readLocalState', device));
export const atRegistry = (change: Partial<RegistrationInput> = {}): ChartDriver => quiet(atLocator(change).send({ type: 'DC_LOCATED', controller: 'DC01' }));
export const atDirectory = (): ChartDriver => quiet(atRegistry().answer('readClientServiceConnectionPoint', { found: false, tenantId: '', tenantName: '' }));
export const atService = (change: Partial<RegistrationInput> = {}): ChartDriver =>
  quiet(atRegistry(change).answer('readClientServiceConnectionPoint', { found: false, tenantId: '', tenantName: '' }).answer('readServiceConnectionPoint', contoso));
export const atRealm = (change: Partial<RegistrationInput> = {}): ChartDriver => quiet(atService(change).answer('discoverRegistrationService', contoso));
export const atComputerObject = (change: Partial<RegistrationInput> = {}): ChartDriver => quiet(atRealm(change).answer('discoverRealm', { realm: 'Managed' }));
export const atKeys = (): ChartDriver => quiet(atComputerObject().answer('readComputerObject', { certificateUsable: true }));
export const atRegistering = (): ChartDriver => quiet(atKeys().answer('createDeviceKeys', { keyContainerId: 'container-1', provider: 'tpm' }));

/** What the chart remembers of why its last attempt failed. */
export const failure = ({ snapshot: { context } }: ChartDriver): unknown => [context.phase, (context.failure as { code: string } | null)?.code ?? null];
/** Local acts with what goes into them, since the last look. */
export const acts = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'perform' ? [{ act: effect.act, ...(effect.input && { input: effect.input }) }] : []));
/** Log entries as number and data, since the last look. */
export const logged = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'log' ? [[effect.log, effect.id, effect.data ?? {}]] : []));
/** The result that the task is told, if any. */
export const told = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'tell' && effect.to === 'task' ? [effect.event] : []));
