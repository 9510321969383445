/** `dsregcmd /status` of a device at an instant, in the security context of whoever asks. */
import { dsregcmdFields } from '../../knowledge/dsregcmd-fields.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import type { Evidence, Viewpoint } from '../evidence.ts';
import { statusView } from './project.ts';
import { renderStatus, statusFields, statusSections } from './render-status.ts';
import type { StatusOptions } from './view.ts';

const optionsOf = ({ world, device, as }: Viewpoint): StatusOptions => ({ release: deviceOf(world, device).release, context: as });
const viewOf = ({ world, device }: Viewpoint) => statusView(world, device);

/** Expectations ask for one field after the other of the same instant: the fields of a world are worked out once. */
const known = new WeakMap<World, Map<string, ReadonlyMap<string, string>>>();

function fieldsOf(viewpoint: Viewpoint): ReadonlyMap<string, string> {
  const { world, device, as } = viewpoint;
  const ofWorld = known.get(world) ?? new Map<string, ReadonlyMap<string, string>>();
  known.set(world, ofWorld);
  const key = `${device} ${as}`;
  // Names that repeat are read where parsers find them first.
  const fields = ofWorld.get(key) ?? new Map(statusFields(viewOf(viewpoint), optionsOf(viewpoint)).map(({ name, value }) => [name, value] as const).reverse());
  ofWorld.set(key, fields);
  return fields;
}

export const dsregcmdEvidence: Evidence = {
  name: 'dsregcmd',
  title: 'dsregcmd /status exactly as Windows prints it',
  fields: [...new Set(dsregcmdFields.map((known) => known.name))],
  field: (viewpoint, name) => fieldsOf(viewpoint).get(name),
  render: (viewpoint) => renderStatus(viewOf(viewpoint), optionsOf(viewpoint)),
  data: (viewpoint) => statusSections(viewOf(viewpoint), optionsOf(viewpoint)),
};
