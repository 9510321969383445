/** Whether scenarios go the same way whichever door the devices ask through. */
import type { OpenDoor } from '../../doors/client/index.ts';
import { runScenario, runScenarioThrough } from '../../simulation/run-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { compareWorlds } from '../../simulation/world.ts';

/** Questions of simulated devices that go over the wire. */
export const wireQuestions = ['discoverRegistrationService', 'discoverRealm', 'registerDevice', 'unregisterDevice', 'acquirePrt'] as const;

export interface Conformance {
  readonly scenario: string;
  /** Operations of the questions that went through the door, in their order. */
  readonly asked: readonly string[];
  /** Trace and last world are those of the run without a door. */
  readonly same: boolean;
  readonly differences: readonly string[];
}

export async function conformanceOf(scenario: Scenario, door: OpenDoor): Promise<Conformance> {
  const direct = runScenario(scenario);
  const asked: string[] = [];
  const outside = door.begin();
  const through = await runScenarioThrough(scenario, {
    ...outside,
    answer: (pause) => {
      asked.push(pause.question.operation);
      return outside.answer(pause);
    },
  });
  const differences = compareWorlds(direct.world, through.world);
  return { scenario: scenario.id, asked, same: direct.traceHash === through.traceHash && differences.length === 0, differences };
}

/** Operations of a scenario's questions that would go over the wire. */
export const wireQuestionsOf = (scenario: Scenario): readonly string[] =>
  runScenario(scenario).trace.entries.flatMap(({ kind, data }) => (kind === 'request' && wireQuestions.some((name) => name === data.operation) ? [String(data.operation)] : []));
