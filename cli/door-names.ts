/** Ways in which the simulated devices ask the cloud, as `joinlab run --door` names them. */
export const doorNames = ['direct', 'msw', 'https'] as const;

export type DoorChoice = (typeof doorNames)[number];
