/** joinlab as a library: run scenarios, or drive a lab step by step from a test. */
export { createLab, type Lab, type LabOptions, type ShowOptions } from './simulation/lab.ts';
export { runScenario } from './cli/scenario-files/run-definition.ts';
export { explore, type ExploreLibraryOptions, type ExploreResult, type FoundWay } from './cli/scenario-files/explore-definition.ts';
export { loadScenarios, type Loaded, type LoadOptions } from './cli/scenario-files/load.ts';
export type { ScenarioRun } from './simulation/run-scenario.ts';
export type { ReplayFailure, RunOptions } from './simulation/replay.ts';
export type { Trace, TraceEntry } from './simulation/trace.ts';
export type { WorldSpecInput } from './simulation/scenario/world-spec.ts';
export { defineScenario, type ScenarioDefinition, type StepDefinition, type SeeDefinition, type PropertyDefinition } from './simulation/scenario/define-scenario.ts';
export { parseScenario, type ParseContext, type Parsed } from './simulation/scenario/parse-yaml.ts';
export { formatProblem, type Problem } from './simulation/scenario/problems.ts';
export type { Scenario, ScenarioStep, Expectation, Property, Seen } from './simulation/scenario/model.ts';
export { evidences, evidenceNames } from './evidence/index.ts';
export type { Evidence, EvidenceContext, Viewpoint } from './evidence/evidence.ts';
export { compareWorlds, hashWorld, restoreWorld, serialiseWorld, type World } from './simulation/world.ts';
export { createInvariantMonitor, type InvariantMonitor } from './simulation/invariants/index.ts';
