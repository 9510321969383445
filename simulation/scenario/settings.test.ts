import { expect, test } from 'vitest';
import { defaultSettings, settingKeys } from '../../knowledge/settings.ts';
import { changedSettings, effectiveSettings, isSettingKey, parseSetting, printSetting } from './settings.ts';

const minute = 60_000;
const problem = (message: string, ...choices: string[]) => ({ problem: message, choices });

test.each([
  ['task.nextRun', '1h', { value: 60 * minute }],
  ['task.nextRun', '0m', { value: 0 }],
  ['task.nextRun', 'inf', { value: 36_525 * 1_440 * minute }],
  ['task.nextRun', 'soon', problem('"soon" is no duration', '30m', '1h30m', '14d', 'inf')],
  ['task.nextRun', '40000d', problem('"40000d" is no duration', '30m', '1h30m', '14d', 'inf')],
  ['task.repeatEvery', '1m', { value: minute }],
  ['task.repeatEvery', '59s', problem('59s is too short to repeat; at least 1m', '1m')],
  ['connect.cycleEvery', '0m', problem('0m is too short to repeat; at least 1m', '1m')],
  ['connect.passwordSyncEvery', '30s', problem('30s is too short to repeat; at least 1m', '1m')],
  ['task.logonDelay', '10s', { value: { minMs: 10_000, maxMs: 10_000 } }],
  ['task.logonDelay', '0s..1m', { value: { minMs: 0, maxMs: minute } }],
  ['task.logonDelay', '1m..0s', problem('"1m..0s" is no range of durations', '30s', '0s..60s')],
  ['task.logonDelay', '0s..1m..2m', problem('"0s..1m..2m" is no range of durations', '30s', '0s..60s')],
  ['task.logonDelay', '..1m', problem('"..1m" is no range of durations', '30s', '0s..60s')],
  ['task.logonDelay', '1m..', problem('"1m.." is no range of durations', '30s', '0s..60s')],
  ['task.logonDelay', '0s..40000d', problem('"0s..40000d" is no range of durations', '30s', '0s..60s')],
  ['task.bootTrigger', 'Yes', { value: true }],
  ['task.bootTrigger', 'true', { value: true }],
  ['task.bootTrigger', 'NO', { value: false }],
  ['task.bootTrigger', 'false', { value: false }],
  ['task.bootTrigger', 'yesterday', problem('"yesterday" is neither yes nor no', 'yes', 'no')],
  ['task.bootTrigger', 'oh yes', problem('"oh yes" is neither yes nor no', 'yes', 'no')],
  ['task.bootTrigger', 'nope', problem('"nope" is neither yes nor no', 'yes', 'no')],
  ['task.bootTrigger', 'untrue or false', problem('"untrue or false" is neither yes nor no', 'yes', 'no')],
  ['cachedLogons', '50', { value: 50 }],
  ['cachedLogons', '51', problem('51 is more than 50', '10')],
  ['cachedLogons', '-1', problem('"-1" is no whole number', '10')],
  ['cachedLogons', '1234567', problem('"1234567" is no whole number', '10')],
  ['cachedLogons', '5x', problem('"5x" is no whole number', '10')],
  ['task.repeatAnchor', 'firstTrigger', { value: 'firstTrigger' }],
  ['task.repeatAnchor', 'first', problem('"first" is not one of its values', 'eachTrigger', 'firstTrigger')],
] as const)('%s: %s', (key, text, expected) => {
  expect(parseSetting(key, text)).toEqual(expected);
});

test('every setting reads back what it prints, and at its default it is not among the changed ones', () => {
  for (const key of settingKeys) expect(parseSetting(key, printSetting(key, defaultSettings))).toEqual({ value: defaultSettings[key] });
  expect(changedSettings(defaultSettings)).toEqual([]);
});

test('texts change single settings, and are printed in their shortest form', () => {
  const settings = effectiveSettings({ 'task.nextRun': '90m', 'task.logonDelay': '0s..60s', 'task.bootTrigger': 'no', 'task.repeatAnchor': 'firstTrigger', cachedLogons: '5', unknown: '1', 'task.repeatEvery': 'soon' });
  expect(changedSettings(settings).sort()).toEqual(['cachedLogons', 'task.bootTrigger', 'task.logonDelay', 'task.nextRun', 'task.repeatAnchor']);
  expect(changedSettings(settings).sort().map((key) => printSetting(key, settings))).toEqual(['5', 'no', '0m..1m', '1h30m', 'firstTrigger']);
  expect(printSetting('task.bootTrigger', defaultSettings)).toBe('yes');
  expect(Object.keys(settings).sort()).toEqual([...settingKeys].sort());
});

test('only settings are settings', () => {
  expect(['task.nextRun', 'task', 'constructor'].map(isSettingKey)).toEqual([true, false, false]);
});
