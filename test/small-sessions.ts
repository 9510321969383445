/** Small worlds in the states that sentences ask for: who is signed in, what the device is, what is down. */
import { after, inSession, unlocked } from './small-sentences.ts';
import { smallWorld } from './small-world.ts';

const people = { alice: {}, bob: {} };
const plain = smallWorld({ people });
const vpn = smallWorld({ people, device: { hello: ['alice'], vpn: 'device-tunnel+user-tunnel-manual+pre-logon' } });
const manual = smallWorld({ people, device: { vpn: 'user-tunnel-manual' } });
const joined = smallWorld({ people, device: { state: 'registered' } });
const twoServers = { SYNC01: {}, SYNC02: { staging: 'yes' } } as const;

export const worlds = {
  on: vpn,
  off: inSession(vpn, 'off'),
  booting: inSession(vpn, 'booting'),
  screen: inSession(vpn, 'signInScreen'),
  alice: inSession(vpn, unlocked, 'alice'),
  locked: inSession(vpn, { signedIn: { locked: 'idle' } }, 'alice'),
  plain: inSession(plain, unlocked, 'alice'),
  manual: inSession(manual, unlocked, 'alice'),
  screenmanual: inSession(manual, 'signInScreen'),
  nodc: after(plain, 'DC01 stops', 'DC02 stops'),
  joined,
  workgroup: smallWorld({ people, device: { state: 'workgroup' } }),
  homeworkgroup: smallWorld({ people, device: { state: 'workgroup', location: 'home' } }),
  homejoined: smallWorld({ people, device: { state: 'registered', location: 'home' } }),
  two: smallWorld({ people, connect: twoServers }),
  passthrough: smallWorld({ people, connect: twoServers, tenant: { authentication: 'pass-through' } }),
  faulty: after(joined, 'fault dc-busy on', 'fault dc-ldap-blocked on for DC01'),
};
