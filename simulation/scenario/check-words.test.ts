import { expect, test } from 'vitest';
import { problemsOf, scenarioFrom } from '../../test/small-scenario.ts';

const doing = (sentence: string): string => `title: t\nbase: home\ntimeline:\n  - at: 0m\n    do: '${sentence}'\n`;

test.each([
  ['carol signs in', ['5:9 JL209 there is no person "carol" | alice']],
  ['alice signs in on LAPTOP02', ['5:9 JL209 there is no device "LAPTOP02" | LAPTOP01']],
  ['ALICE signs in on laptop01', []],
  ['helpdesk runs "dsregcmd /join" on LAPTOP01', []],
  ['admin runs "dsregcmd /join" on LAPTOP01', []],
  ['carol runs "dsregcmd /join" on LAPTOP01', ['5:9 JL209 there is no person "carol" | alice | helpdesk | admin']],
  ['helpdesk signs in', ['5:9 JL209 there is no person "helpdesk" | alice']],
  ['alice runs "dsregcmd /jion" on LAPTOP01', ['5:9 JL209 there is no command "dsregcmd /jion" | dsregcmd /join | dsregcmd /?']],
  ['alice runs "ipconfig" on LAPTOP01', ['5:9 JL209 there is no command "ipconfig" | dsregcmd /join | dsregcmd /debug | dsregcmd /leave | dsregcmd /status | dsregcmd /status_old | dsregcmd /refreshprt | dsregcmd /listaccounts | dsregcmd /cleanupaccounts']],
  ['admin runs " Start-ADSyncSyncCycle " on SYNC01', []],
  ['alice runs "dsregcmd /join" on SYNC02', ['5:9 JL209 there is no device "SYNC02" | SYNC01']],
  ['LAPTOP01 powers on', []],
  ['SYNC01 powers on', ['5:9 JL209 there is no device "SYNC01" | LAPTOP01']],
  ['fault dc-buzy on', ['5:9 JL209 there is no fault "dc-buzy" | dc-busy']],
  ['fault dc-busy on', []],
  ['LAPTOP01 moves to mooon', ['5:9 JL209 there is no location "mooon" | offline | corporate-lan | home | public-wifi']],
  ['LAPTOP01 moves to HOME', []],
  ['DC09 stops', ['5:9 JL209 there is no domain controller "DC09" | DC01']],
  ['dc01 stops', []],
  ['Connect server SYNC09 stops', ['5:9 JL209 there is no server "SYNC09" | SYNC01']],
  ['Connect admin sets the interval to 5x', ['5:9 JL206 "5x" is no duration | 30m | 3h']],
  ['Connect admin sets the interval to 45m', []],
  ['Connect admin sets the deletion threshold to many', ['5:9 JL207 "many" is no whole number | 1 | 500 | off']],
  ['Connect admin sets the deletion threshold to 1234567', ['5:9 JL207 "1234567" is no whole number | 1 | 500 | off']],
  ['Connect admin sets the deletion threshold to off', []],
  ['Connect admin sets the deletion threshold to x500', ['5:9 JL207 "x500" is no whole number | 1 | 500 | off']],
  ['alice runs "dsregcmd /status" as root on LAPTOP01', ['5:9 JL209 there is no context "root" | user | admin | system']],
])('%s', (sentence, problems) => {
  expect(problemsOf(doing(sentence))).toEqual(problems);
});

test('names are spelt as the world spells them', () => {
  expect(scenarioFrom(doing('ALICE signs in on laptop01')).timeline[0]?.actions[0]?.words).toEqual({ person: 'alice', device: 'LAPTOP01' });
  expect(scenarioFrom(doing('Connect admin makes sync01 read dc01')).timeline[0]?.actions[0]?.words).toEqual({ server: 'SYNC01', controller: 'DC01' });
});
