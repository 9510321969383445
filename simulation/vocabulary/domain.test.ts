import { expect, test } from 'vitest';
import { smallWorld } from '../../test/small-world.ts';
import { after, told } from '../../test/small-sentences.ts';
import type { World } from '../world.ts';

const spare = (world: World): World => ({ ...world, devices: { ...world.devices, SPARE: { ...smallWorld({ device: { state: 'workgroup' } }).devices.LAPTOP01, name: 'SPARE' } } }) as World;
const joined = spare(smallWorld({ device: { state: 'registered' } }));
const plain = spare(smallWorld());

test('a disk image brings the join of its source, and the token state of the machine starts anew', () => {
  expect(told(joined, 'SPARE gets the disk image of LAPTOP01')).toEqual(['prt:SPARE DEVICE_LEFT', 'prt:SPARE DEVICE_JOINED', 'session:SPARE RESTART']);
  expect(told(plain, 'SPARE gets the disk image of LAPTOP01')).toEqual(['prt:SPARE DEVICE_LEFT', 'session:SPARE RESTART']);
  expect(after(joined, 'SPARE gets the disk image of LAPTOP01').devices.SPARE).toMatchObject({ name: 'SPARE', join: joined.devices.LAPTOP01?.join, joinIncomplete: true, domainJoined: false });
});

test('a machine is no image of itself: the others are', () => {
  expect(told(joined, 'LAPTOP01 gets the disk image of laptop01')).toEqual(['no: LAPTOP01 cannot be its own image | SPARE']);
});
