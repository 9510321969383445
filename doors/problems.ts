/** What a door says no to: one catalogue of codes, with the HTTP status that each goes out with. `joinlab explain` reads it. */

interface DoorProblem {
  readonly status: number;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

const shape = 'the OpenAPI document (/v1/openapi.json) has the shape.';
const entries = {
  JL410: {
    status: 404, title: 'nothing answers there',
    explanation: 'The request came to the cloud of a lab, and neither the host nor the path is one that is played.',
    next: 'Correct method or address; docs/doors.md lists what is answered.',
  },
  JL411: {
    status: 407, title: 'the user names no device',
    explanation: 'For whom a client speaks is the user name of the proxy, or the option as of the handlers for msw. It names a device of the lab.',
    next: 'Use DEVICE$ for SYSTEM, alice@DEVICE for a user, or no user for a machine outside.',
  },
  JL412: {
    status: 403, title: 'no host of the simulated cloud',
    explanation: 'The proxy lets through to the hosts of the cloud on port 443 and to nothing else, so that nothing leaves the machine.',
    next: 'Correct the address, or exempt the real host from the proxy (NO_PROXY).',
  },
  JL413: {
    status: 405, title: 'not a CONNECT',
    explanation: 'The proxy answers CONNECT only: the cloud speaks HTTPS, and plain HTTP goes nowhere.',
    next: 'Set it as HTTPS_PROXY, not as HTTP_PROXY.',
  },
  JL420: {
    status: 400, title: 'the lab says no',
    explanation: 'A sentence, a condition or a duration is not one, or makes no sense in this world at this moment; the message says which.',
    next: 'Correct it and ask again; joinlab explain vocabulary lists the sentences.',
  },
  JL421: { status: 404, title: 'unknown device', explanation: 'The world of the lab has no device of that name.', next: 'Name one of the devices that the message lists.' },
  JL422: { status: 404, title: 'unknown evidence', explanation: 'What is looked at is an evidence, as in joinlab show.', next: 'Name one of those that the message offers.' },
  JL423: { status: 409, title: 'time does not go back', explanation: 'The instant to go to is over.', next: 'Restore a snapshot, or serve the scenario anew.' },
  JL424: { status: 404, title: 'unknown snapshot', explanation: 'No snapshot of that name is held; they end with the server.', next: 'Name one of those that the message lists.' },
  JL425: { status: 404, title: 'unknown lab', explanation: 'No lab of that name is held. The first is main, its branches are numbered.', next: 'Name one of those that the message lists.' },
  JL426: {
    status: 409, title: 'too many labs or snapshots',
    explanation: 'A server holds a hundred labs and a hundred snapshots: each is a world with its trace.',
    next: 'Go on with those, or start the server anew.',
  },
  JL427: {
    status: 409, title: 'no key or certificate for this computer',
    explanation: 'A computer of the lab has no bootstrap certificate (yet), its object is not there, or what was sent is no certificate that it could write.',
    next: 'Do what the message says, or let time pass until the device has tried to join.',
  },
  JL428: {
    status: 404, title: 'no such device code',
    explanation: 'No client shows this code, or it has expired, or it has been answered already.',
    next: 'Take the code that the client shows now.',
  },
  JL429: { status: 400, title: 'not the id of an app', explanation: 'An app is known by a GUID, its client id.', next: 'Give the id with which the client asks for tokens.' },
  JL430: { status: 413, title: 'body too large', explanation: 'The control API reads 1 MiB.', next: 'Send less at once.' },
  JL431: { status: 400, title: 'not JSON', explanation: 'The control API takes bodies of JSON, whatever their content type.', next: `Correct the body; ${shape}` },
  JL432: { status: 400, title: 'wrong shape', explanation: 'A member of the body or of the query is missing, unknown or not of the expected form.', next: `Correct what the message names; ${shape}` },
  JL433: {
    status: 403, title: 'sent by a web page',
    explanation: 'The control API is for one user on this machine: a request with an Origin comes from a page in a browser.',
    next: 'Ask from a script, a test or joinlab ctl.',
  },
  JL434: {
    status: 403, title: 'another name',
    explanation: 'A request by a name that is not the server’s own may be that of a web page whose name was pointed at this machine (DNS rebinding).',
    next: 'Ask it as 127.0.0.1 or localhost.',
  },
  JL435: { status: 401, title: 'no token', explanation: 'Every request to the control API bears the token of its server.', next: 'Send Authorization: Bearer TOKEN; joinlab serve prints it as JOINLAB_TOKEN.' },
  JL436: { status: 405, title: 'wrong method', explanation: 'The path is there, for other methods.', next: 'Use one of those that the message lists.' },
  JL437: { status: 404, title: 'no such path', explanation: 'The control API has nothing there.', next: 'The OpenAPI document (/v1/openapi.json) lists what there is.' },
  JL438: { status: 400, title: 'not a path', explanation: 'The control API is no proxy: the target of a request is a path that begins with a slash.', next: 'Send the path alone in the first line.' },
  JL499: { status: 500, title: 'joinlab broke', explanation: 'This is a bug of joinlab.', next: 'Please report it, with the request.' },
} as const satisfies { readonly [code: string]: DoorProblem };

export type DoorProblemCode = keyof typeof entries;

export const doorProblems: { readonly [code in DoorProblemCode]: DoorProblem } = entries;

/** As plain text carries it: code, what is wrong, what to do. */
export const doorMessage = (code: DoorProblemCode, message: string): string => `${code} ${message} ${doorProblems[code].next}`;

/** A request that a door turns down. */
export class Refused extends Error {
  readonly code: DoorProblemCode;

  constructor(code: DoorProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
