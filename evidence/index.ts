/** Table of contents: what a person can look at. One line an evidence. */
import { adEvidence } from './ad.ts';
import { connectEvidence } from './connect.ts';
import { dsregcmdEvidence } from './dsregcmd/index.ts';
import { eventsEvidence } from './events.ts';
import type { Evidence } from './evidence.ts';
import { graphEvidence } from './graph.ts';
import { networkEvidence } from './network.ts';
import { outputEvidence } from './output.ts';
import { portalEvidence } from './portal.ts';
import { registryEvidence } from './registry.ts';
import { stageEvidence } from './stage/index.ts';
import { taskEvidence } from './task.ts';
import { userEvidence } from './user.ts';
import { worldEvidence } from './world.ts';

const all: readonly Evidence[] = [
  stageEvidence, dsregcmdEvidence, outputEvidence, eventsEvidence, taskEvidence, registryEvidence, adEvidence, userEvidence, connectEvidence, portalEvidence,
  graphEvidence, networkEvidence, worldEvidence,
];

/** By the word of the command line. */
export const evidences: { readonly [name: string]: Evidence | undefined } = Object.fromEntries(all.map((evidence) => [evidence.name, evidence]));

/** Words of the command line, in the order of the help. */
export const evidenceNames: readonly string[] = all.map((evidence) => evidence.name);

/** Fields by evidence, for checking scenario files. */
export const evidenceFields: { readonly [name: string]: readonly string[] } = Object.fromEntries(all.map((evidence) => [evidence.name, evidence.fields]));
