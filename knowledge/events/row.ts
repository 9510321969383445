/** One line of the table of events. */

export type EventLevel = 'Information' | 'Warning' | 'Error' | 'Critical' | 'Verbose';

/** Where the fact comes from: Microsoft text, the provider's manifest, general knowledge, or public reports. */
export type EventSource = 'documented' | 'manifest' | 'general knowledge' | 'field report';

/** Id, level, first release whose manifest has it, source, title, and the sentence with its `{fields}`. */
export type EventRow = readonly [id: number, level: EventLevel, since: string, source: EventSource, title: string, text: string];
