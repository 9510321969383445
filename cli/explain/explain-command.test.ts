import { expect, test } from 'vitest';
import { explainCommand, type ExplainArguments } from './explain-command.ts';

async function run(args: Partial<ExplainArguments>, stdin = ''): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const code = await explainCommand({ query: '', json: false, ...args }, {
    readStdin: async () => stdin,
    write: (text) => { out += text; },
    writeError: (text) => { error += text; },
  });
  return { code, out, error };
}

test('a code is explained on stdout and ends with 0', async () => {
  expect(await run({ query: '0x41303' })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "error": "",
      "out": "0x41303  SCHED_S_TASK_HAS_NOT_RUN  (code)
      The task has not run yet.

      Kind          task result
      Numbers       0x41303 = 267011
      What to do
        - start it, or wait for the next sign-in or hourly run
      Confidence    medium
      Source        Task Scheduler success and error constants (general knowledge)
    ",
    }
  `);
});

test('several meanings are counted and listed', async () => {
  const { code, out } = await run({ query: '503' });
  expect(code).toBe(0);
  expect(out).toMatch(/^2 meanings:\n\nHTTP 503 {2}Service Unavailable {2}\(code\)\n/);
  expect(out).toContain('\n\nUser Device Registration/Debug 503  (event)\n');
});

test('an unknown word ends with 2, the nearest words on stderr and nothing on stdout', async () => {
  expect(await run({ query: 'Clent ErorCode' })).toMatchInlineSnapshot(`
    {
      "code": 2,
      "error": "Nothing is known about "Clent ErorCode".
      Did you mean Client ErrorCode?
      Known are codes (hex, decimal, symbol), AADSTS numbers, event ids, fields of
      dsregcmd /status, run results, settings, faults, JL numbers, I1 to I47 and OQ1
      to OQ24. joinlab explain vocabulary, settings and faults list their words.
    ",
      "out": "",
    }
  `);
});

test('an unknown number also says what its form tells', async () => {
  const { code, out, error } = await run({ query: '0x801c03f9' });
  expect([code, out]).toEqual([2, '']);
  expect(error).toContain('By its form: a code of the device registration component');
});

test('--json has a version, the query and the explanations; an unknown word gives an empty list', async () => {
  const known = JSON.parse((await run({ query: '0x801c03f2', json: true })).out) as { explanations: { id: string }[] };
  expect(known).toMatchObject({ schemaVersion: 1, query: '0x801c03f2' });
  expect(known.explanations.map(({ id }) => id)).toEqual(['0x801c03f2']);
  const missing = await run({ query: 'zzzzzzzz', json: true });
  expect([missing.code, JSON.parse(missing.out)]).toEqual([2, { schemaVersion: 1, query: 'zzzzzzzz', explanations: [] }]);
});

test('a pasted status is commented and ends with its finding and the next step', async () => {
  const { code, out } = await run({ query: '-' }, '| Device State |\r\n   AzureAdJoined : NO\r\n   DomainJoined : YES\r\n   Client ErrorCode : 0x801c03f2\r\n');
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "Device State
      AzureAdJoined : NO
          not joined to Entra ID; with DomainJoined YES the hybrid join is not done
      DomainJoined : YES
          domain member
      Client ErrorCode : 0x801c03f2
          HRESULT of the attempt, lower-case hex
          0x801c03f2 DSREG_E_DIRECTORY_FAILURE: The registration service answered
                     with error type DirectoryError; the server message decides what
                     it means. For sync-join the ordinary meaning is that the device
                     object has not reached Entra ID yet.

    Finding
      Domain joined, waiting for sync: the device has asked to register, but Entra
      does not know it yet. Normal until Connect has exported the computer.
        AzureAdJoined : NO
        DomainJoined : YES
        Client ErrorCode : 0x801c03f2
    Next step
      - wait for a Connect cycle (30 minutes at most), then start the task
        Automatic-Device-Join while a domain controller and internet are reachable
      - still not there: check that the OU is in Connect's scope and that
        userCertificate is filled
    "
  `);
});

test('a pasted status as data holds lines, finding and the explanations of its codes', async () => {
  const { code, out } = await run({ query: '-', json: true }, 'AzureAdJoined : NO\nDomainJoined : YES\nClient ErrorCode : 0x801c03f2');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, query: '-', finding: { state: 'waiting-for-sync' }, lines: [{ field: 'AzureAdJoined' }, { field: 'DomainJoined' }, { field: 'Client ErrorCode' }], explanations: [{ id: '0x801c03f2' }] });
});

test('a pasted log line without any field explains the codes in it', async () => {
  const { code, out } = await run({ query: '-' }, 'DsrCmdJoinHelper::Join failed with error code 0x801c001d.');
  expect(code).toBe(0);
  expect(out).toContain('DSREG_AUTOJOIN_ADCONFIG_READ_FAILED');
});

test('empty stdin and text without anything known end with 2 and the next step', async () => {
  expect(await run({ query: '-' }, ' \r\n')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('stdin is empty') });
  expect(await run({ query: '-' }, 'hello')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('dsregcmd /status') });
});
