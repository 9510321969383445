/** `dsregcmd /status` of a device at an instant, in the security context of whoever asks. */
import { dsregcmdFields } from '../../knowledge/dsregcmd-fields.ts';
import { deviceOf } from '../../simulation/world.ts';
import type { Evidence, Viewpoint } from '../evidence.ts';
import { statusView } from './project.ts';
import { renderStatus, statusFields, statusSections } from './render-status.ts';
import type { StatusOptions } from './view.ts';

const optionsOf = ({ world, device, as }: Viewpoint): StatusOptions => ({ release: deviceOf(world, device).release, context: as });
const viewOf = ({ world, device }: Viewpoint) => statusView(world, device);

export const dsregcmdEvidence: Evidence = {
  name: 'dsregcmd',
  title: 'dsregcmd /status exactly as Windows prints it',
  fields: [...new Set(dsregcmdFields.map((known) => known.name))],
  // Names that repeat are read where parsers find them first.
  field: (viewpoint, name) => statusFields(viewOf(viewpoint), optionsOf(viewpoint)).find((one) => one.name === name)?.value,
  render: (viewpoint) => renderStatus(viewOf(viewpoint), optionsOf(viewpoint)),
  data: (viewpoint) => statusSections(viewOf(viewpoint), optionsOf(viewpoint)),
};
