/** Events of the log User Device Registration/Admin. Facts: data/events.json. */
import type { EventRow } from './row.ts';

export const registrationEvents: readonly EventRow[] = [
  [100, 'Information', '1511', 'manifest', 'Discovery request sent', 'The discovery request was sent.'],
  [101, 'Information', '1511', 'manifest', 'Discovery answered', 'The discovery request was answered. Server answer: {ServerMessage}'],
  [102, 'Information', '1511', 'documented', 'Join request prepared', 'The join request was prepared. Type: {JoinRequestType} ({JoinRequestTypeSymbolicName}). Domain: {Domain}'],
  [103, 'Information', '1511', 'manifest', 'Join request sent', 'The join request was sent. Token: {AuthToken}'],
  [104, 'Information', '1511', 'manifest', 'Join request answered', 'The join request was answered. Answer: {ServerResponse}. Activity id: {ActivityId}'],
  [105, 'Information', '1511', 'manifest', 'Join answer processed', 'The answer to the join request was processed and the device certificate is in place.'],
  [106, 'Information', '1511', 'manifest', 'Post-join work done', 'The work after the join was done: the sign-in package knows the new state.'],
  [
    110, 'Information', '1803', 'manifest', 'Registration state removed',
    'The registration state was removed from this device. Join type: {JoinType} ({JoinTypeSymbolicName}). Tenant: {TenantId}. User: {UPN}',
  ],
  [
    111, 'Information', '1803', 'manifest', 'Registration state written',
    'The registration state was written to disk. Join type: {JoinRequestType} ({JoinRequestTypeSymbolicName})',
  ],
  [112, 'Information', '11-24H2', 'manifest', 'Host name refused', 'The server reported an error about the host name of this device.'],
  [200, 'Error', '1511', 'manifest', 'Discovery request failed to go out', 'The discovery request could not be sent. Exit code: {ExitCode}. Domain: {Domain}'],
  [
    201, 'Error', '1511', 'documented', 'Discovery answer shows a failure',
    'The discovery request was answered with a failure. Exit code: {ExitCode}. HTTP status: {HttpStatus}. Server answer: {ServerMessage}',
  ],
  [
    202, 'Error', '1511', 'documented', 'Join request could not be prepared',
    'The join request could not be prepared. Exit code: {ExitCode}. Type: {JoinRequestType} ({JoinRequestTypeSymbolicName}). Domain: {Domain}',
  ],
  [203, 'Error', '1511', 'manifest', 'Join request failed to go out', 'The join request could not be sent. Exit code: {ExitCode}. Activity id: {ActivityId}'],
  [
    204, 'Error', '1511', 'documented', 'Join answer shows a failure',
    'The join request was answered with a failure. Exit code: {ExitCode}. Activity id: {ActivityId}. HTTP status: {HttpStatus}. Server answer: {ServerResponse}',
  ],
  [205, 'Error', '1511', 'manifest', 'Join answer could not be processed', 'The answer to the join request could not be processed. Exit code: {ExitCode}'],
  [206, 'Error', '1511', 'manifest', 'Post-join work failed', 'The work after the join failed. Exit code: {ExitCode}'],
  [212, 'Information', '1607', 'manifest', 'Registry access failed', 'The registry could not be accessed. Error: {ErrorCode}. Operation: {Operation}. Path: {Path}'],
  [219, 'Information', '1607', 'manifest', 'AD join state unreadable', 'The AD join state of this computer could not be read. Error: {ErrorCode}'],
  [220, 'Information', '1607', 'documented', 'Own computer object unreadable', 'The name of this computer could not be read in the format {Format}. Error: {ErrorCode}'],
  [
    221, 'Information', '1607', 'manifest', 'LDAP connection failed',
    'The LDAP connection failed. Server: {Server}. Port: {Port}. Authentication: {AuthMethod}. Error: {ErrorCode}',
  ],
  [
    225, 'Error', '1607', 'manifest', 'WinHTTP not initialised',
    'WinHTTP could not be initialised. Agent: {UserAgent}. Access type: {AccessType}. Proxy: {ProxyName}. Bypass list: {ProxyBypassList}. Flags: {Flags}. Error: {ErrorCode}',
  ],
  [226, 'Error', '1607', 'manifest', 'WinHTTP connection failed', 'WinHTTP could not connect. Server: {Server}. Port: {Port}. Error: {ErrorCode}'],
  [230, 'Error', '1607', 'manifest', 'WinHTTP request not sent', 'WinHTTP could not send the request. Error: {ErrorCode}'],
  [231, 'Error', '1607', 'manifest', 'TLS certificate refused', 'The TLS certificate of the server has errors. Error: {ErrorCode}. Status: {WinHttpStatus} ({WinHttpStatusFlag})'],
  [233, 'Error', '1607', 'manifest', 'WinHTTP reported a failure', 'WinHTTP reported a failure. Status: {StatusCode} ({StatusName}). Error: {ErrorCode}'],
  [
    239, 'Error', '1803', 'manifest', 'Registration state not removed',
    'The registration state could not be removed from this device. Exit code: {ExitCode}. Join type: {JoinType} ({JoinTypeSymbolicName}). Tenant: {TenantId}. User: {UPN}',
  ],
  [
    240, 'Error', '1803', 'manifest', 'Registration state not written',
    'The registration state could not be written to disk. Exit code: {ExitCode}. Join type: {JoinRequestType} ({JoinRequestTypeSymbolicName})',
  ],
  [
    244, 'Error', '1809', 'manifest', 'Signing for the managed registration failed',
    'The authentication data of the managed registration could not be signed. Exit code: {ExitCode}',
  ],
  [
    245, 'Error', '1809', 'manifest', 'Bootstrap certificate could not be provided',
    'The signing certificate of the automatic registration could not be checked or renewed. Exit code: {ExitCode}',
  ],
  [257, 'Information', '1903', 'manifest', 'Task switched on', 'A scheduled task was switched on. Folder: {Folder}. Task: {TaskName}'],
  [258, 'Warning', '1903', 'manifest', 'Task could not be switched on', 'A scheduled task could not be switched on. Error: {ErrorCode}. Folder: {Folder}. Task: {TaskName}'],
  [
    261, 'Error', '2004', 'manifest', 'Server-side device operation failed',
    'The operation {ServerOperation} failed on the server. Exit code: {ExitCode}. Tenant: {TenantId}. Device: {DeviceId}. Join type: {JoinType} ({JoinTypeName}). Request id: {RequestId}. Time: {Time}. HTTP status: {HttpStatus}. Error: {ErrorCode}, {ErrorSubcode}. Message: {ServerMessage}',
  ],
  [
    262, 'Information', '2004', 'manifest', 'Server-side device operation done',
    'A device operation was done on the server. Tenant: {TenantId}. Device: {DeviceId}. User: {JoinUpn}. Join type: {JoinType} ({JoinTypeName}). Request id: {RequestId}. Time: {Time}. HTTP status: {HttpStatus}',
  ],
  [
    304, 'Error', '1511', 'documented', 'Automatic registration failed while joining',
    'The automatic registration failed at the join phase. Exit code: {ExitCode}. Server error: {ServerErrorMessage}. Tenant type: {TenantType}. Registration type: {JoinType}. Debug output: {DebugOutput}',
  ],
  [
    305, 'Error', '1511', 'documented', 'Automatic registration failed while authenticating',
    'The automatic registration failed at the authentication phase: no access token. Exit code: {ExitCode}. Server error: {ServerErrorMessage}. Tenant type: {TenantType}. Tenant: {TenantName}',
  ],
  [306, 'Information', '1511', 'manifest', 'Automatic registration succeeded', 'The automatic registration succeeded.'],
  [
    307, 'Error', '1511', 'documented', 'Service connection point not readable',
    'The automatic registration failed: the registration data could not be read from Active Directory. Exit code: {ExitCode}',
  ],
  [309, 'Error', '1607', 'manifest', 'Discovery of the registration service failed', 'The registration service could not be discovered. Exit code: {ExitCode}'],
  [
    330, 'Error', '1607', 'manifest', 'Two registration services configured',
    'Azure and enterprise registration are both configured; only one may be. Azure tenant: {AzureADTenantName}. Enterprise service: {EnterpriseDrsName}',
  ],
  [331, 'Information', '1607', 'manifest', 'Pre-check finished', 'The pre-check of the automatic join finished. Debug output: {DebugOutput}'],
  [332, 'Warning', '1607', 'manifest', 'Joined, but the state is damaged', 'The device is joined but lacks part of its state: it will be removed and joined again.'],
  [333, 'Warning', '1607', 'manifest', 'Pre-check: not SYSTEM', 'The device cannot be joined: the task has to run as SYSTEM.'],
  [334, 'Warning', '1607', 'documented', 'Pre-check: no domain controller', 'The device cannot be joined: no domain controller could be located.'],
  [335, 'Information', '1607', 'manifest', 'Pre-check: already joined', 'The device is already joined.'],
  [
    336, 'Information', '1607', 'manifest', 'WPAD found nothing',
    'No automatic proxy configuration was found; the request goes direct. Status: {InternetStatus} ({dwInternetStatus}). Result: {Result} ({dwResult}). Error: {dwError}',
  ],
  [
    337, 'Error', '1607', 'manifest', 'Request through the proxy failed',
    'The request through the proxy failed. Status: {InternetStatus} ({dwInternetStatus}). Result: {Result} ({dwResult}). Error: {dwError}',
  ],
  [338, 'Information', '1607', 'manifest', 'WPAD found a configuration', 'An automatic proxy configuration was found. Entries: {ProxyCount}'],
  [
    339, 'Information', '1607', 'manifest', 'Proxy in use',
    'Proxy data of this request. Proxy used: {fProxy}. Bypassed: {fBypass}. Scheme: {INTERNET_SCHEME}. Proxy: {pwszProxy}. Port: {ProxyPort}',
  ],
  [
    340, 'Error', '1607', 'manifest', 'WPAD failed',
    'The automatic proxy detection failed. Status: {InternetStatus} ({dwInternetStatus}). Result: {Result} ({dwResult}). Error: {dwError}',
  ],
  [341, 'Error', '1607', 'manifest', 'No further proxy', 'There is no further proxy to fail over to. Error: {ErrorCode}'],
  [344, 'Error', '1607', 'manifest', 'Device key locked', 'The device key cannot be used; the TPM may be locked out. Exit code: {ExitCode}'],
  [345, 'Error', '1607', 'manifest', 'Device key missing', 'The device key cannot be used; it was probably removed. Exit code: {ExitCode}'],
  [369, 'Information', '1703', 'documented', 'Message of the Workstation service', 'The Workstation service reported about device registration: {Message}'],
  [
    370, 'Error', '1709', 'manifest', 'Automatic unregistration failed',
    'The automatic task could not unregister the device. Exit code: {ExitCode}. Server error: {ServerErrorMessage}. Tenant type: {TenantType}. Registration type: {JoinType}. Debug output: {DebugOutput}',
  ],
  [371, 'Information', '1709', 'manifest', 'Automatic unregistration succeeded', 'The automatic task unregistered the device.'],
  [387, 'Warning', '1709', 'manifest', 'Recovery flag not reset', 'The recovery flag could not be reset. Exit code: {ExitCode}'],
  [388, 'Information', '1709', 'manifest', 'Recovery called', 'The recovery of the device was called through {APIName}. Exit code: {ExitCode}'],
  [4096, 'Information', '1703', 'manifest', 'Join task will be triggered', 'The automatic registration task will be triggered.'],
];
