import { hexCode, numbered, word, type OtherCode } from './entry.ts';

const run = word('Connect run', 'on-premises.md 4.2');
const stopped = word('Connect run', 'on-premises.md 4.2, 4.5');
const objectError = word('Connect error', 'on-premises.md 4.5');
const code = hexCode('Connect error', 'on-premises.md 4.5');
const event = numbered('event', 'on-premises.md 4.5');
const state = word('state', 'lifecycle.md 2.3, 5');

/** Results of a synchronisation run, per-object errors, and the words of the portal. */
export const connectCodes: readonly OtherCode[] = [
  run('success', 'The step ended without an error.'),
  run('completed-no-objects', 'The step ended; there was nothing to import or export.'),
  run('completed-sync-errors', 'The step ended, but some objects could not be synchronised; the others were.', { remedy: ['open the run in Synchronization Service Manager and read the objects\' errors'] }),
  run('completed-export-errors', 'The export ended, but some objects were refused (or Entra throttled); the next step still runs, and they are retried every cycle.', { remedy: ['read the error of each object; repeated throttling heals by itself'] }),
  run('completed-discovery-errors', 'The import met errors and stopped: the later steps do not run, nothing is made obsolete.', { remedy: ['check the connector account\'s rights and the reachability of its source'] }),
  run('completed-warnings', 'The step ended with warnings.'),
  run('completed-transient-objects', 'The step ended; some objects wait for another object that is not there yet.'),
  run('in-progress', 'The step is running.'),
  stopped(
    'stopped-deletion-threshold-exceeded',
    'The export holds more deletions than the threshold (500 by default): nothing is exported, new devices wait too, event 116 and an e-mail tell so. Every cycle stops here until someone confirms or raises the threshold.',
    {
      remedy: [
        'find out why so many objects go (an OU renamed or moved out of scope?)',
        'if they are meant to go: Disable-ADSyncExportDeletionThreshold, run a cycle, Enable-ADSyncExportDeletionThreshold',
      ],
      confidence: 'high',
    },
  ),
  stopped('stopped-connectivity', 'The connection to the connected directory was lost.', { remedy: ['check the path to it; the next cycle retries'] }),
  stopped('stopped-server-down', 'The connected directory could not be reached.', {
    words: ['stopped-server', 'no-start-connection', 'no-start-server-down'],
    remedy: ['check domain controllers or the internet path of the sync server'],
  }),
  stopped('stopped-error-limit', 'The run met its limit of 5 000 errors.'),
  stopped(
    'stopped-user-termination',
    'Someone stopped the run (Stop-ADSyncSyncCycle); what is pending goes with the next one.',
    { words: ['stopped-user-termination-from-wmi-or-ui'] },
  ),
  stopped('stopped-extension-dll-exception', 'The connector itself failed: for the Entra connector usually its account was refused or the service answered in an unexpected way.', { remedy: ['check the connector account\'s credentials and the event log of the sync server'] }),
  run('not-exported-staging', 'joinlab\'s word for a server in staging mode: it imported and synchronised, and exports nothing.'),
  objectError('AttributeValueMustBeUnique', 'Another object holds the same value.'),
  objectError('InvalidSoftMatch', 'The object matches one in Entra that is already linked.'),
  objectError('InvalidHardMatch', 'The tenant blocks the takeover of the matching object.'),
  objectError('ObjectTypeMismatch', 'The matching objects are of different kinds.'),
  objectError('IdentityDataValidationFailed', 'A value does not have the form that Entra demands.'),
  objectError('LargeObject', 'Too many values: userCertificate holds more than 15, which also blocks the other changes of the object.', {
    words: ['ExceededAllowedLength'],
    remedy: ['remove outdated certificates from userCertificate'],
  }),
  code(0x8023134a, 'error type 114', 'A deletion that is not valid for the object.', { words: ['error type 114'] }),
  event(116, 'Directory Synchronization 116', 'Application log of the sync server: the export was stopped by the deletion threshold.', { words: ['event 116'] }),
  state('Delta', 'A cycle that imports and synchronises only what has changed.', { words: ['delta sync'] }),
  state('Initial', 'A full cycle: full import, full synchronisation, export. Needed after changes of filters and rules.', { words: ['full sync'] }),
  state(
    'Pending',
    'Portal: the device was synchronised from AD, but has not registered itself. It cannot get a PRT and satisfies no device policy. Only hybrid devices can be Pending.',
    {
      remedy: ['let the join task run with a domain controller and internet reachable at the same moment', 'if the device says joined already: dsregcmd /leave, then restart'],
      confidence: 'high',
    },
  ),
  state(
    'cloudFiltered',
    'Connect withholds the object, or deletes it if it was exported: no valid certificate CN=<objectGUID> in userCertificate, or a Windows of the 6.x family.',
  ),
  state('ServerAd', 'trustType of a hybrid joined device.'),
  state('AzureAd', 'trustType of an Entra joined device.'),
  state('Workplace', 'trustType of an Entra registered device.'),
  state('RegisteredDevice', 'profileType of a device that has registered itself; a Pending one has none.'),
];
