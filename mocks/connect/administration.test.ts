import { expect, test } from 'vitest';
import { server } from '../../test/small-connect.ts';
import { includeOu, setController, setDeletionThreshold, setPilotGroup, setStagingMode } from './administration.ts';

test('what an administrator sets on a Connect server holds at once, and a group filter asks for a full cycle', () => {
  expect(setStagingMode(server, true)).toEqual({ ...server, stagingMode: true });
  expect(setDeletionThreshold(server, null)).toEqual({ ...server, deletionThreshold: null });
  expect(setController(server, 'DC02')).toEqual({ ...server, controller: 'DC02' });
  expect(setPilotGroup(server, 'Pilot')).toEqual({ ...server, pilotGroup: 'Pilot', fullSyncRequired: true });
});

test('an edit of the units waits for a full cycle, and the next edit builds on it', () => {
  const laptops = 'OU=Laptops,DC=contoso,DC=com';
  const once = includeOu(server, 'OU=New', true);
  expect(once).toEqual({ ...server, pendingIncludedOus: [laptops, 'OU=New'], fullSyncRequired: true });
  expect(includeOu(once, 'OU=New', true).pendingIncludedOus).toEqual([laptops, 'OU=New']);
  expect(includeOu(once, laptops, false)).toEqual({ ...once, pendingIncludedOus: ['OU=New'] });
  expect(includeOu(server, 'OU=New', false).pendingIncludedOus).toEqual([laptops]);
});
