import { hexCode, numbered, word, type OtherCode } from './entry.ts';

const onPremises = 'on-premises.md 1.7, 2.3';
const hresult = hexCode('HRESULT', onPremises);
const win32 = hexCode('Win32', onPremises);
const ntstatus = hexCode('NTSTATUS', 'on-premises.md 2.3; Windows SDK constants (general knowledge)');
const general = hexCode('HRESULT', 'Windows SDK constants (general knowledge)');
const ldap = numbered('LDAP', 'on-premises.md 1.7');
const opcode = numbered('DC locator', 'on-premises.md 2.2');
const bind = word('LDAP', 'on-premises.md 1.7 [ldap49]');
const event = numbered('event', onPremises);

const reachDc = ['check DNS (SRV records), VPN and TCP/UDP 389 to a domain controller', 'wait for the next run of the task, or start it while a domain controller is reachable'];
const repairTrust = ['nltest /sc_query:DOMAIN, then Test-ComputerSecureChannel -Repair with a domain controller reachable'];

/** LDAP, DC locator and logon codes: what the directory side shows when something is wrong. */
export const directoryCodes: readonly OtherCode[] = [
  hresult(
    0x8007203a,
    'ERROR_DS_SERVER_DOWN',
    'The domain controller is unreachable or refuses the LDAP connection; shown in event 221.',
    { remedy: reachDc, words: ['LDAP_SERVER_DOWN'] },
  ),
  hresult(0x800705b4, 'ERROR_TIMEOUT', 'The LDAP request ran into the client\'s own time limit (high latency or lost packets).', { remedy: reachDc }),
  hresult(0x80072020, 'ERROR_DS_OPERATIONS_ERROR', 'The directory answered operationsError: an anonymous search outside rootDSE.'),
  hresult(0x8007200e, 'ERROR_DS_BUSY', 'The domain controller is too busy (more searches than MaxActiveQueries).', { remedy: ['wait; it heals by itself'] }),
  hresult(0x8007200f, 'ERROR_DS_UNAVAILABLE', 'The domain controller is shutting down or does not take updates.', { remedy: ['wait, or use another domain controller'] }),
  hresult(0x80072022, 'ERROR_DS_TIMELIMIT_EXCEEDED', 'The search took longer than MaxQueryDuration.'),
  hresult(0x80072023, 'ERROR_DS_SIZELIMIT_EXCEEDED', 'More results than MaxPageSize without paging.'),
  hresult(0x80072030, 'ERROR_DS_NO_SUCH_OBJECT', 'The object or base does not exist or may not be listed. For the service connection point dsregcmd prints 0x80070002 instead.', { remedy: ['create the service connection point, or restore the right to read it'] }),
  hresult(
    0x8007202b,
    'ERROR_DS_REFERRAL',
    'The directory refers to another server: the base is outside the forest, or a read-only domain controller was asked to write.',
    { remedy: ['make a writable domain controller reachable'] },
  ),
  hresult(0x80070005, 'E_ACCESSDENIED', 'Access refused: for the join, the computer may not write its own userCertificate; for nltest, the machine password does not match.', {
    words: ['ERROR_ACCESS_DENIED'],
    remedy: ['restore the right of SELF to write userCertificate on the computer object'],
  }),
  hresult(0x8007200d, 'ERROR_DS_ATTRIBUTE_OR_VALUE_EXISTS', 'The value is already there; a repeated write must tolerate it.'),
  hresult(0x8007200a, 'ERROR_DS_NO_ATTRIBUTE_OR_VALUE', 'The attribute or value is not there, or the attribute is unknown.'),
  hresult(0x8007202f, 'ERROR_DS_CONSTRAINT_VIOLATION', 'The value breaks a range, a validated write or the uniqueness of an SPN.'),
  hresult(0x80072014, 'ERROR_DS_OBJ_CLASS_VIOLATION', 'The attribute does not belong to the object\'s class.'),
  hresult(0x80072035, 'ERROR_DS_UNWILLING_TO_PERFORM', 'The attribute is owned by the system or is a back link.'),
  hresult(0x80071392, 'ERROR_OBJECT_ALREADY_EXISTS', 'An object of that name exists already.'),
  hresult(0x80072028, 'ERROR_DS_STRONG_AUTH_REQUIRED', 'The domain controller demands LDAP signing or TLS and the client does not use it.', { remedy: ['update the client, or relax the policy on the domain controller'] }),
  hresult(0x8007052e, 'ERROR_LOGON_FAILURE', 'The LDAP bind was refused: name or password wrong, often the machine password.', { remedy: repairTrust }),
  general(0x80070774, 'ERROR_DOMAIN_CONTROLLER_NOT_FOUND', 'No domain controller was found for the domain.', { remedy: reachDc }),
  general(0x80070533, 'ERROR_ACCOUNT_DISABLED', 'The account is disabled.', { remedy: ['enable the account in AD'] }),
  general(0x80070775, 'ERROR_ACCOUNT_LOCKED_OUT', 'The account is locked out.'),
  general(0x800706ba, 'RPC_S_SERVER_UNAVAILABLE', 'The server of a remote procedure call is unavailable.', { remedy: reachDc }),
  general(0x80070035, 'ERROR_BAD_NETPATH', 'The network path was not found: the other computer is not reachable by SMB (a remote command needs the tunnel or the LAN).', { remedy: ['check that TCP 445 to the computer is open and its name resolves'] }),
  general(0x80070490, 'ERROR_NOT_FOUND', 'The element was not found.'),
  general(0x80004001, 'E_NOTIMPL', 'Not implemented.'),
  general(0x80004005, 'E_FAIL', 'Unspecified failure: look at the event beside it.'),
  general(0x8000ffff, 'E_UNEXPECTED', 'Unexpected failure.'),
  general(0x80090326, 'SEC_E_ILLEGAL_MESSAGE', 'A security message was not in the expected form.'),
  win32(0x2, 'ERROR_FILE_NOT_FOUND', 'Not found: for the tenant look-up, neither registry value nor service connection point.'),
  win32(0x5, 'ERROR_ACCESS_DENIED', 'Access refused. From nltest /sc_query: the machine password does not match.', { remedy: repairTrust }),
  win32(0x35, 'ERROR_BAD_NETPATH', 'The network path was not found: the other computer is not reachable by SMB.'),
  win32(0x51f, 'ERROR_NO_LOGON_SERVERS', 'No logon server is available for the request.', { remedy: reachDc }),
  win32(0x52e, 'ERROR_LOGON_FAILURE', 'User name or password wrong.'),
  win32(0x533, 'ERROR_ACCOUNT_DISABLED', 'The account is disabled.', { remedy: ['enable the account in AD'] }),
  win32(
    0x54b,
    'ERROR_NO_SUCH_DOMAIN',
    'The DC locator found no domain controller, or the domain does not exist. nltest /dsgetdc prints it; the join stops in the pre-check with event 334.',
    { words: ['1355 ERROR_NO_SUCH_DOMAIN'], remedy: reachDc },
  ),
  win32(0x576, 'ERROR_TIME_SKEW', 'The clocks of computer and domain controller differ by more than Kerberos allows (five minutes).', { remedy: ['w32tm /resync'] }),
  win32(0x5b4, 'ERROR_TIMEOUT', 'The operation timed out.'),
  win32(0x6fb, 'ERROR_NO_TRUST_SAM_ACCOUNT', 'The computer account is missing in the domain.', { remedy: ['join the domain again (a new objectGUID, hence a new device)'] }),
  win32(0x6fd, 'ERROR_TRUSTED_RELATIONSHIP_FAILURE', 'The trust between computer and domain failed: the machine password does not match.', { remedy: repairTrust }),
  win32(0x774, 'ERROR_DOMAIN_CONTROLLER_NOT_FOUND', 'No domain controller was found for the domain.', { remedy: reachDc }),
  win32(0x775, 'ERROR_ACCOUNT_LOCKED_OUT', 'The account is locked out.'),
  win32(0x203a, 'ERROR_DS_SERVER_DOWN', 'The domain controller is not operational or not reachable by LDAP.', { remedy: reachDc }),
  win32(0x232b, 'DNS_ERROR_RCODE_NAME_ERROR', 'The DNS name does not exist: often the public DNS server was asked for an internal name.', { remedy: ['check the DNS server and suffix that the tunnel or adapter sets'] }),
  ntstatus(0xc0000022, 'STATUS_ACCESS_DENIED', 'Access refused; the twin of Win32 5.'),
  ntstatus(0xc000005e, 'STATUS_NO_LOGON_SERVERS', 'No logon server is available, and the user cannot be verified from the cache; the twin of Win32 1311.', { remedy: reachDc }),
  ntstatus(0xc0000064, 'STATUS_NO_SUCH_USER', 'The user name is unknown.'),
  ntstatus(0xc0000071, 'STATUS_PASSWORD_EXPIRED', 'The password has expired.'),
  ntstatus(0xc0000133, 'STATUS_TIME_DIFFERENCE_AT_DC', 'The clock differs too much from that of the domain controller.', { remedy: ['w32tm /resync'] }),
  ntstatus(0xc000018b, 'STATUS_NO_TRUST_SAM_ACCOUNT', 'The computer account is missing in the domain; the twin of Win32 1787.', { remedy: ['join the domain again'] }),
  ntstatus(0xc000018d, 'STATUS_TRUSTED_RELATIONSHIP_FAILURE', 'The trust between computer and domain failed; the twin of Win32 1789.', { remedy: repairTrust }),
  ntstatus(0xc0000193, 'STATUS_ACCOUNT_EXPIRED', 'The account has expired.'),
  ntstatus(0xc0000234, 'STATUS_ACCOUNT_LOCKED_OUT', 'The account is locked out.'),
  ldap(0, 'success', 'Success; a missing attribute in a found entry may still mean that it may not be read.'),
  ldap(1, 'operationsError', 'Anonymous search outside rootDSE. HRESULT 0x80072020.'),
  ldap(3, 'timeLimitExceeded', 'Search longer than MaxQueryDuration. HRESULT 0x80072022.'),
  ldap(4, 'sizeLimitExceeded', 'More than MaxPageSize without paging. HRESULT 0x80072023.'),
  ldap(8, 'strongAuthRequired', 'Signing or TLS demanded by policy. HRESULT 0x80072028.'),
  ldap(10, 'referral', 'The base is outside the forest, or a read-only domain controller refers a write. HRESULT 0x8007202b.'),
  ldap(16, 'noSuchAttribute', 'The value or attribute is not there. HRESULT 0x8007200a.'),
  ldap(19, 'constraintViolation', 'Range, validated write or duplicate SPN. HRESULT 0x8007202f.'),
  ldap(20, 'attributeOrValueExists', 'The value is there already. HRESULT 0x8007200d.'),
  ldap(32, 'noSuchObject', 'The base does not exist or is hidden (service connection point missing). HRESULT 0x80072030; dsregcmd shows 0x80070002.'),
  ldap(49, 'invalidCredentials', 'The bind was refused; the text holds a sub-code such as data 52e. HRESULT 0x8007052e.'),
  ldap(50, 'insufficientAccessRights', 'Write refused by the access list. HRESULT 0x80070005.'),
  ldap(51, 'busy', 'More searches than MaxActiveQueries. HRESULT 0x8007200e.'),
  ldap(52, 'unavailable', 'Domain controller shutting down or updates disabled. HRESULT 0x8007200f.'),
  ldap(53, 'unwillingToPerform', 'System-owned or back-link attribute. HRESULT 0x80072035.'),
  ldap(65, 'objectClassViolation', 'Attribute not in the class. HRESULT 0x80072014.'),
  ldap(68, 'entryAlreadyExists', 'Duplicate name. HRESULT 0x80071392.'),
  ldap(81, 'serverDown', 'Local code: domain controller unreachable or connection refused. HRESULT 0x8007203a.'),
  ldap(85, 'timeout', 'Local code: client-side timeout. HRESULT 0x800705b4.'),
  opcode(23, 'LOGON_SAM_LOGON_RESPONSE_EX', 'LDAP ping answered normally.', { words: ['opcode 23'] }),
  opcode(24, 'LOGON_SAM_PAUSE_RESPONSE_EX', 'The domain controller is paused or not synchronised: the client must try another.', { words: ['opcode 24'] }),
  opcode(25, 'LOGON_SAM_USER_UNKNOWN_EX', 'The named account is unknown or disabled at that domain controller.', { words: ['opcode 25'] }),
  ...([
    ['525', 'no such user'],
    ['52e', 'wrong password'],
    ['530', 'not at this hour'],
    ['531', 'not from this workstation'],
    ['532', 'password expired'],
    ['533', 'account disabled'],
    ['701', 'account expired'],
    ['773', 'password must be changed'],
    ['775', 'account locked out'],
  ] as const)
    .map(([code, meaning]) => bind(`data ${code}`, `Sub-code of a refused LDAP bind: ${meaning}.`)),
  event(
    5719,
    'NETLOGON 5719',
    'System log, NETLOGON: no domain controller for the secure channel. Usual at boot before the network is up.',
    { words: ['netlogon 5719'], remedy: reachDc },
  ),
  event(3210, 'NETLOGON 3210', 'System log, NETLOGON: a domain controller refused the machine\'s password.', { words: ['netlogon 3210'], remedy: repairTrust }),
];
