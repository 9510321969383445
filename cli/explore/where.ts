/** Some of the configurations in few words, exactly: by the values that they have and no other has, else by their numbers. */
import type { Configuration } from './configurations.ts';

type One = Pick<Configuration, 'index' | 'values'>;

const valuesOf = (some: readonly One[], dimension: string): readonly string[] => [...new Set(some.map(({ values }) => values[dimension] ?? ''))];

/** `vpn=none faults=drs-busy` where that means these and no other. */
function boxWords(some: readonly One[], all: readonly One[], dimensions: readonly string[]): string | null {
  const telling = dimensions.filter((dimension) => valuesOf(some, dimension).length < valuesOf(all, dimension).length);
  const meant = all.filter(({ values }) => telling.every((dimension) => valuesOf(some, dimension).includes(values[dimension] ?? '')));
  return meant.length === some.length ? telling.map((dimension) => `${dimension}=${valuesOf(some, dimension).join(',')}`).join(' ') : null;
}

/**
 * @example whereWords(lost, all) // 'vpn=none, else faults=drs-answer-lost': all without a VPN; of the others those with the fault
 */
export function whereWords(some: readonly One[], all: readonly One[]): string {
  if (some.length === all.length) return 'everywhere';
  const dimensions = Object.keys(all[0]?.values ?? {});
  const box = boxWords(some, all, dimensions);
  if (box !== null) return box;
  for (const dimension of dimensions) {
    // Values with which every configuration is one of these: said first, and left out of the rest.
    const whole = valuesOf(all, dimension).filter((value) => all.every((one) => one.values[dimension] !== value || some.includes(one)));
    if (whole.length === 0) continue;
    const rest = (of: readonly One[]): readonly One[] => of.filter(({ values }) => !whole.includes(values[dimension] ?? ''));
    return `${dimension}=${whole.join(',')}, else ${whereWords(rest(some), rest(all))}`;
  }
  return some.map(({ index }) => `#${index + 1}`).join(' ');
}
