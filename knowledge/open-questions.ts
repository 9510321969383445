/** What the public material leaves open. Each is a setting with a named default where the model has a switch for it. */

export interface OpenQuestion {
  readonly id: `OQ${number}`;
  readonly question: string;
  /** Keys of `--set`; empty where the question is settled by a rule of the model instead. */
  readonly settingKeys: readonly string[];
  readonly default: string;
  readonly values: readonly string[];
  readonly source: string;
}

type Row = readonly [number, string, readonly string[], string, readonly string[]];

const rows: readonly Row[] = [
  [
    1,
    'How long does the sign-in trigger of the join task wait, and does every boot raise event 4096?',
    ['task.logonDelay', 'task.bootTrigger'],
    '30s; true',
    ['0s to 60s', 'true or false'],
  ],
  [
    2,
    'Is the hourly repetition of the task unbounded, as the documentation implies, or bounded to 24 hours per trigger, as one exported task shows?',
    ['task.repeatFor'],
    'inf',
    ['inf', '1d'],
  ],
  [
    3,
    'What deviceId does a federated join give? The documents let the registration service create it, yet the claim carries the objectGUID.',
    [],
    'objectGUID',
    ['objectGUID', 'new GUID'],
  ],
  [
    4,
    'Elevated but not SYSTEM, dsregcmd /join: the documentation accepts it, event 333 demands SYSTEM. Presumably it is handed to SYSTEM.',
    ['cli.elevatedJoin'],
    'dispatch',
    ['dispatch', 'refuse'],
  ],
  [5, 'Does a PRT live for 14 or for 90 days? The documentation changed; every dated output still shows 14.', ['prt.lifetime'], '14d', ['14d', '90d']],
  [6, 'Can dsregcmd /refreshprt obtain a first PRT after a join in mid-session?', ['prt.refreshCanAcquire'], 'false', ['true', 'false']],
  [7, 'Does CloudAP try again when the internet appears after sign-in, without an unlock?', ['prt.retryOnNetworkUp'], 'false', ['true', 'false']],
  [8, 'Over the deletion threshold, does the whole export stop or only the deletions?', ['connect.thresholdMode'], 'stopExport', ['stopExport', 'stopDeletes']],
  [
    9,
    'How long is the bootstrap certificate valid and when is it made anew; does the device certificate renew itself?',
    ['cert.bootstrapValidity', 'cert.autoRenew'],
    '3652d; false',
    ['any duration', 'true or false'],
  ],
  [10, 'Does /leave clear userCertificate, and does a rejoin reuse the key or add a second value?', ['leave.clearsUserCert', 'rejoin.newCert'], 'false; true', ['true', 'false']],
  [11, 'Does leaving the domain always unregister the device, and does that need internet?', ['unjoin.autoLeave'], 'bestEffort', ['bestEffort', 'never']],
  [12, 'What is the task Device-Sync for, and what triggers it?', [], 'not modelled', ['not modelled']],
  [
    13,
    'What does each VPN product do at sign-out, unlock and fast user switching; does a pre-logon connection persist?',
    ['vpn.preLogonDropsAtSignOut'],
    'true',
    ['true', 'false'],
  ],
  [14, 'Are deleted hybrid devices soft-deleted, and are host names unique in the tenant?', ['entra.hybridSoftDelete'], 'false', ['true', 'false']],
  [15, 'Which does the pre-check see first: already joined (335) or no domain controller (334)?', ['precheck.order'], 'joinedFirst', ['joinedFirst', 'dcFirst']],
  [16, 'How long does a Connect cycle run and when in it is AD read (a race with the certificate write)?', ['connect.runTime'], '2m, read at the start', ['any duration']],
  [17, 'How long until the registration service sees an object that Connect has exported?', ['entra.propagation'], '20s', ['0s to 5m']],
  [18, 'Which rules decide the fallback of the Kerberos join (a preview)?', [], 'sync', ['sync']],
  [19, 'Is the SCP looked up at user sign-in only, or also at domain join and hourly?', [], 'also at domain join and hourly', ['sign-in only', 'also at domain join and hourly']],
  [
    20,
    'Does a client without a domain controller skip the pre-check when only the registration is left? No evidence; the documented caveat implies no.',
    ['precheck.requiresDc'],
    'true',
    ['true', 'false'],
  ],
  [21, 'Does a stop in the pre-check (334) overwrite Previous Registration, and with which Client ErrorCode?', ['precheck.recorded'], 'true, with 0x8007054b', ['true', 'false']],
  [22, 'What does /leave do when the server cannot delete (offline, object gone, certificate unknown)?', ['leave.localRegardless'], 'true', ['true', 'false']],
  [23, 'From when does the hourly repetition count: does each trigger start a series of its own?', ['task.repeatAnchor'], 'eachTrigger', ['eachTrigger', 'firstTrigger']],
  [24, 'Which phase and Client ErrorCode are printed when writing the certificate fails?', ['certWrite.phase'], 'join, with the HRESULT of the LDAP error', ['join', 'discover']],
];

export const openQuestions: readonly OpenQuestion[] = rows.map(([number, question, settingKeys, byDefault, values]) => ({
  id: `OQ${number}`,
  question,
  settingKeys,
  default: byDefault,
  values,
  source: `lifecycle.md 11 (OQ${number})`,
}));
