/**
 * What people know of the join of a laptop at home, without a clock: a session, a tunnel that lives in it, a device and its user's
 * token. Each event is a sentence of the vocabulary, or a long wait. The model is written by hand from lifecycle.md 6 and 8 and knows
 * nothing of the charts; what it says of a state is what evidence shows there.
 */
import { createMachine, stateIn } from 'xstate';
import type { DurationText, ScenarioDefinition, StepDefinition } from '../../simulation/scenario/define-scenario.ts';
import type { Sentence } from '../../simulation/vocabulary/sentences.ts';

/** Both clocks run every three hours: between two long waits neither strikes, however much people do there. */
export const modelWorld = { base: 'managed/home-laptop', change: { 'LAPTOP01.vpn': 'user-tunnel-manual', 'connect.cycleEvery': '3h', 'connect.nextCycle': '3h', 'task.repeatEvery': '3h', 'task.nextRun': '3h' } } as const;
/** A run of the task, a cycle of Connect and another run fit in, and the next strike is more than half an hour away after it. */
const longWait: DurationText = '10h';
/** What people do is over, with all that it starts. */
const settled: DurationText = '5m';
/** Between one look and what is done next. */
const pause: DurationText = '1m';

/** Event of the model to the sentence, or the time that passes; what comes next is done that much later. */
export const sentences: { readonly [event: string]: { readonly text: Sentence | null; readonly takes: DurationText } } = {
  SIGN_IN: { text: 'alice signs in', takes: settled },
  SIGN_OUT: { text: 'alice signs out', takes: settled },
  LOCK: { text: 'alice locks', takes: settled },
  UNLOCK: { text: 'alice unlocks', takes: settled },
  CONNECT: { text: 'alice connects VPN', takes: settled },
  DISCONNECT: { text: 'alice disconnects VPN', takes: settled },
  JOIN: { text: 'helpdesk runs "dsregcmd /join" as admin', takes: settled },
  LEAVE: { text: 'helpdesk runs "dsregcmd /leave" as admin', takes: settled },
  WAIT: { text: null, takes: longWait },
};

const up = stateIn({ tunnel: 'up' });
const signedIn = stateIn({ session: 'signedIn' });

const sessionBefore: { readonly [event: string]: string } = { SIGN_IN: 'signedOut', UNLOCK: 'locked' };

/** @param tokenComesBy what brings the token, with a session; tests of the tests say something false */
export const joinModelWith = (tokenComesBy: readonly string[]) => createMachine({
  id: 'join',
  type: 'parallel',
  states: {
    session: {
      initial: 'signedOut',
      states: {
        signedOut: { on: { SIGN_IN: 'signedIn' } },
        signedIn: { on: { SIGN_OUT: 'signedOut', LOCK: 'locked' } },
        locked: { on: { UNLOCK: 'signedIn' } },
      },
    },
    // Signing out closes it: lifecycle.md 6.3.
    tunnel: {
      initial: 'down',
      states: {
        down: { on: { CONNECT: { target: 'up', guard: signedIn } } },
        up: { on: { DISCONNECT: { target: 'down', guard: signedIn }, SIGN_OUT: { target: 'down', guard: signedIn } } },
      },
    },
    // An attempt needs a domain controller; the first one writes the certificate and is refused, Connect exports without the device's doing.
    device: {
      initial: 'fresh',
      states: {
        fresh: { on: { WAIT: { target: 'registered', guard: up }, JOIN: { target: 'certificateWritten', guard: stateIn({ tunnel: 'up', session: 'signedIn' }) } } },
        certificateWritten: { on: { WAIT: [{ target: 'registered', guard: up }, { target: 'pending' }] } },
        pending: { on: { WAIT: { target: 'registered', guard: up }, JOIN: { target: 'registered', guard: stateIn({ tunnel: 'up', session: 'signedIn' }) } } },
        registered: { on: { LEAVE: { target: 'certificateWritten', guard: signedIn } } },
      },
    },
    // Of the session: it comes with a sign-in or an unlock on a registered device, and ends with the session.
    token: {
      initial: 'none',
      states: {
        none: { on: Object.fromEntries(tokenComesBy.map((event) => [event, { target: 'held', guard: stateIn({ device: 'registered', session: sessionBefore[event] ?? 'signedIn' }) }])) },
        held: { on: { SIGN_OUT: { target: 'none', guard: signedIn }, LEAVE: { target: 'none', guard: signedIn } } },
      },
    },
  },
});

export const joinModel = joinModelWith(['SIGN_IN', 'UNLOCK']);

/** A word for each region. */
interface Value { readonly session: string; readonly tunnel: string; readonly device: string; readonly token: string }

/** What evidence shows in a state of the model. */
export const shownIn = ({ session, tunnel, device, token }: Value): { readonly [field: string]: string } => ({
  'ad.userCertificate': device === 'fresh' ? 'none' : '/^[12] values?$/',
  'portal.registered': device === 'pending' ? 'Pending' : device === 'registered' ? '/^2026-01-/' : '(absent)',
  'dsregcmd.AzureAdJoined': device === 'registered' ? 'YES' : 'NO',
  // Nobody is there to ask about the token of whoever is signed out.
  ...(session === 'signedOut' ? {} : { 'dsregcmd.AzureAdPrt': token === 'held' ? 'YES' : 'NO' }),
  'network.system.dc': tunnel === 'up' ? 'reachable' : 'unreachable',
});

export interface ModelStep { readonly state: { readonly value: Value }; readonly event: { readonly type: string } }

/** A path of the model as a scenario: what is done, and after each thing what must be seen. */
export function scenarioOf(steps: readonly ModelStep[]): ScenarioDefinition {
  const timeline = steps.flatMap(({ state, event }): StepDefinition[] => {
    const sentence = sentences[event.type];
    if (!sentence) return [{ at: '0m', see: shownIn(state.value) }];
    const { text, takes } = sentence;
    return [...(text === null ? [] : [{ after: pause, do: text }]), { after: takes, see: shownIn(state.value) }];
  });
  const words = steps.flatMap(({ event }) => sentences[event.type]?.text ?? []);
  return { title: words.join('; ') || 'As it begins', ...modelWorld, timeline };
}
