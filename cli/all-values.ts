/** For an option that may be given several times: its values in order, as `argParser` of commander gathers them. */
export const allValues = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
