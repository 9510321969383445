/** Faults on and off. */
import { faults } from '../../mocks/faults.ts';
import { ImpossibleAction, type Verb } from './verb.ts';

const known = (id: string): string => {
  if (!faults.some((fault) => fault.id === id)) throw new ImpossibleAction(`there is no fault "${id}"`, faults.map((fault) => fault.id));
  return id;
};

export const faultVerbs: readonly Verb[] = [
  {
    id: 'fault-on',
    group: 'fault',
    pattern: 'fault {fault} on[ for {target}]',
    help: 'Switches a fault on, everywhere or for one device, server, DC or host.',
    example: 'fault dc-ldap-blocked on',
    source: 'on-premises.md 7',
    run: (world, words) => {
      const id = known(words.fault ?? '');
      const target = words.target ?? null;
      if (world.faults.some((fault) => fault.id === id && fault.target === target)) throw new ImpossibleAction(`fault ${id} is on already`, [`fault ${id} off`]);
      return { changes: { faults: [...world.faults, { id, target }] } };
    },
  },
  {
    id: 'fault-off',
    group: 'fault',
    pattern: 'fault {fault} off[ for {target}]',
    help: 'Switches a fault off.',
    example: 'fault dc-ldap-blocked off',
    source: 'on-premises.md 7',
    run: (world, words) => {
      const id = known(words.fault ?? '');
      const target = words.target ?? null;
      if (!world.faults.some((fault) => fault.id === id && fault.target === target)) {
        throw new ImpossibleAction(`fault ${id} is not on`, world.faults.map((fault) => `fault ${fault.id} off${fault.target ? ` for ${fault.target}` : ''}`));
      }
      return { changes: { faults: world.faults.filter((fault) => fault.id !== id || fault.target !== target) } };
    },
  },
];
