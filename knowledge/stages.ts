/** The fifteen steps of a managed hybrid join, from domain join to the clean-up after it. */

export interface Stage {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  /** What has to happen, or whose turn it is, before this step. */
  readonly waitsFor: string;
  readonly needs: string;
  readonly source: string;
}

type Row = readonly [string, string, string, string];

const rows: readonly Row[] = [
  ['domain-join', 'The computer joins the domain', 'an administrator, or an offline join blob', 'a domain controller (not for an offline blob)'],
  ['task-start', 'The task Automatic-Device-Join starts as SYSTEM', 'a sign-in, event 4096, the hourly repetition or a manual start', 'the task enabled and no policy against it'],
  ['pre-check', 'The pre-check decides whether to join', 'the start of the task', 'SYSTEM, and a domain controller that can be located'],
  ['discover-tenant', 'The tenant is looked up', 'a pre-check that answers Join', 'the registry value, else LDAP to a domain controller'],
  [
    'discover-service', 'The registration service and the realm are discovered', 'a known tenant',
    'internet in SYSTEM context: enterpriseregistration.windows.net, login.microsoftonline.com',
  ],
  [
    'write-certificate', 'The bootstrap certificate is written to userCertificate', 'a reachable registration service',
    'a domain controller that accepts LDAP writes, and the right to write the own object',
  ],
  ['first-attempt', 'The first registration attempt fails, as expected', 'the certificate in the directory', 'internet in SYSTEM context'],
  ['replication', 'AD replicates the certificate', 'the partners\' next replication', 'a connection between domain controllers'],
  [
    'connect-cycle', 'Connect exports the device: Pending', 'the next synchronisation cycle (every 30 minutes)',
    'Connect reaching a domain controller and Entra, and the computer in scope',
  ],
  ['task-again', 'The task runs again', 'the next sign-in, repetition or manual start', 'a domain controller again, and internet in SYSTEM context'],
  ['register', 'The device signs its request and registers', 'a pre-check and a discovery that pass', 'internet in SYSTEM context only, once the pre-check has passed'],
  ['service-answers', 'The registration service registers the device', 'the request', 'the Entra object, with the signing certificate on it'],
  ['local-commit', 'The device writes its join state: event 306', 'the answer with the device certificate', 'nothing outside the device'],
  ['prt', 'The user gets a primary refresh token', 'the next sign-in or unlock after the join', 'internet in SYSTEM context (no domain controller) and a verified UPN suffix'],
  ['clean-up', 'An earlier work account of the user is removed', 'the next sign-in of that user, from Windows 10 1803 on', 'nothing outside the device'],
];

export const stages: readonly Stage[] = rows.map(([id, title, waitsFor, needs], index) => ({
  number: index + 1,
  id,
  title,
  waitsFor,
  needs,
  source: `lifecycle.md 2.2, step ${index + 1}`,
}));
