import { expect, test } from 'vitest';
import { createLab, type LabOptions } from './lab.ts';

const world: LabOptions['world'] = { devices: { PC01: { power: 'on' }, PC02: { power: 'on' } } };
const lab = () => createLab({ world });

test('a lab begins at its start, with its seed, at no instant', () => {
  expect([lab().nowMs, lab().world.startMs, lab().world.seed]).toEqual([0, 1_767_600_000_000, 'joinlab']);
  const other = createLab({ world, seed: 's', start: '2026-02-03' });
  expect([other.world.startMs, other.world.seed]).toEqual([1_770_076_800_000, 's']);
  expect(() => createLab({ world, start: 'noon' })).toThrow('"noon" is no date; for example 2026-01-05 08:00 UTC.');
  expect(createLab({ world: { ...world, settings: { 'task.nextRun': '5m' } } }).world.settings['task.nextRun']).toBe(300_000);
});

test('a world that contradicts itself is refused as a file would be', () => {
  expect(() => createLab({ world: { devices: {} } })).toThrow(/^createLab cannot make this world:\nscenario JL210 contradictory world: the world has no device/);
  expect(() => createLab({ world: { devices: { PC01: { location: 'moon' as never } } } })).toThrow('devices.PC01.location: is none of its values');
  const itself: { devices: object } = { devices: {} };
  itself.devices = itself;
  expect(() => createLab({ world: itself as never })).toThrow('JL212');
});

test('somebody does something, time passes, one looks', () => {
  const there = lab().do('alice signs in on PC01').advance('2m');
  expect([there.nowMs, there.field('ad.userCertificate'), there.field('ad.userCertificate', { device: 'PC02' })]).toEqual([120_000, '1 value', 'none']);
  expect(there.show('dsregcmd', { device: 'PC01', as: 'system' })).toContain('AzureAdJoined : NO');
  expect(there.show('dsregcmd')).toBe(there.show('dsregcmd', { device: 'PC01', as: 'user' }));
  expect(there.advance(1_000).nowMs).toBe(121_000);
  expect(there.trace.entries.length).toBeGreaterThan(5);
});

test.each([
  ['PC01 sings in', '"PC01 sings in" is no sentence of the vocabulary. Did you mean: PC01 signs in'],
  ['open the pod bay doors', '"open the pod bay doors" is no sentence of the vocabulary. joinlab explain vocabulary lists every sentence.'],
  ['alice signs in', '"alice signs in" is impossible at 0m: several devices: say on which one. Possible here: on PC01 | on PC02'],
  ['carol signs in', '"carol signs in" is impossible at 0m: there is nobody called carol in this world. Possible here: alice'],
  ['PC03 powers on', '"PC03 powers on" is impossible at 0m: there is no device PC03. Did you mean: PC01 | PC02'],
  ['PC01 loses part of its join state', '"PC01 loses part of its join state" is impossible at 0m: PC01 is not joined.'],
])('%s', (sentence, message) => {
  expect(() => lab().do(sentence)).toThrow(message);
});

test.each([['soon'], ['-5m'], [-1], [Number.NaN], ['4000d']])('time does not pass by %s', (duration) => {
  expect(() => lab().advance(duration)).toThrow(`"${duration}" is no duration, or leads beyond ten years; for example 30m or 1h5m.`);
});

test('what is looked at must be there', () => {
  expect(() => lab().show('dsregcmdd')).toThrow('There is no evidence "dsregcmdd". Did you mean: dsregcmd');
  expect(() => lab().show('constructor')).toThrow('There is no evidence "constructor".');
  expect(() => lab().show('qqq')).toThrow('Did you mean: stage, dsregcmd');
  expect(() => lab().show('stage', { device: 'PC09' })).toThrow('There is no device "PC09". Devices: PC01, PC02.');
  expect(() => lab().field('portal.registred')).toThrow('"portal.registred" is no field of portal. Did you mean: registered');
  expect(() => lab().field('portal')).toThrow('"portal" is no field of portal. Possible here: row | name | enabled | os | version | joinType | owner | mdm, and 5 more');
  expect(lab().field('portal.registered')).toBeUndefined();
});

test('the next event is the next instant at which something is due', () => {
  const there = lab();
  const [first] = there.world.agenda;
  expect([there.toNextEvent().nowMs, first?.dueMs]).toEqual([first?.dueMs, first?.dueMs]);
});

test('a branch goes its own way, a snapshot brings the world back and keeps the trace', () => {
  const there = lab().advance('1m');
  const snapshot = there.snapshot();
  const branch = there.branch();
  branch.do('PC01 shuts down').advance('1m');
  expect([there.nowMs, branch.nowMs, branch.trace.entries.length > there.trace.entries.length]).toEqual([60_000, 120_000, true]);
  expect(branch.trace.entries.slice(0, there.trace.entries.length)).toEqual(there.trace.entries);
  const recorded = branch.trace.entries.length;
  expect([branch.restore(snapshot).world, branch.trace.entries.length]).toEqual([there.world, recorded]);
  expect(() => branch.restore('{}')).toThrow('The text is no world of joinlab');
});

test('a lab with the trace of years behind it can branch', () => {
  const there = lab();
  // More than a call takes arguments.
  for (let count = 0; count < 300_000; count += 1) there.trace.record({ atMs: 0, actor: 'test', kind: 'action', data: {}, cause: null });
  expect(there.branch().trace.entries).toHaveLength(there.trace.entries.length);
});
