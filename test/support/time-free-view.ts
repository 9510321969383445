/**
 * A statechart without time: what XState would do by itself later (a delay that ends, a question that is answered) becomes an
 * ordinary event of the same name, to be sent by whoever explores. What is left is a machine that graph tools take, and whose
 * every step can be compared with the chart itself.
 */
import { createMachine, type AnyStateMachine } from 'xstate';
import { chartActions } from '../../machines/language.ts';

type Config = { readonly [key: string]: unknown };

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** What a chart only says goes elsewhere and decides nothing here. */
const decides = (action: unknown): boolean => !(typeof action === 'object' && action !== null && String((action as Config).type) in chartActions);

/** A transition or a list of them, or a state's own entry and exit, without what is only said. */
function withoutSaying(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSaying);
  if (typeof value !== 'object' || value === null) return value;
  const { actions, ...rest } = value as Config;
  return actions === undefined ? rest : { ...rest, actions: listOf(actions).filter(decides) };
}

function withoutTime(config: Config, id: string): Config {
  const { after, invoke, states, on, always, entry, exit, ...rest } = config;
  const own = typeof config.id === 'string' ? config.id : id;
  const events: Record<string, unknown> = { ...(on as Config | undefined) };
  for (const [delay, transitions] of Object.entries((after ?? {}) as Config)) events[`xstate.after.${delay}.${own}`] = transitions;
  for (const each of listOf(invoke) as readonly Config[]) {
    events[`xstate.done.actor.${String(each.id)}`] = each.onDone;
    events[`xstate.error.actor.${String(each.id)}`] = each.onError;
  }
  const children = Object.entries((states ?? {}) as Record<string, Config>).map(([key, child]) => [key, withoutTime(child, `${own}.${key}`)] as const);
  const spoken = Object.fromEntries(Object.entries(events).map(([type, transitions]) => [type, withoutSaying(transitions)]));
  const kept = { ...rest, on: spoken, entry: listOf(entry).filter(decides), exit: listOf(exit).filter(decides), ...(always ? { always: withoutSaying(always) } : {}) };
  return { ...kept, ...(children.length > 0 ? { states: Object.fromEntries(children) } : {}) };
}

/** The view of a chart that starts with the given input; `change` bends its description, for tests that must fail. */
export function timeFreeView(chart: AnyStateMachine, input: unknown, change: (config: Config) => Config = (config) => config): AnyStateMachine {
  const config = chart.config as unknown as Config;
  const context = typeof config.context === 'function' ? (config.context as (from: { input: unknown }) => unknown)({ input }) : config.context;
  const { guards, actions } = chart.implementations;
  return createMachine(change({ ...withoutTime(config, chart.id), context }) as never, { guards, actions } as never) as AnyStateMachine;
}
