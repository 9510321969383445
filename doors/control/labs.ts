/** The labs that a control API holds: the one that began, its branches, and snapshots. The doors show the one that is current. */
import type { PlayedLab } from '../../simulation/played-lab.ts';
import type { OutsideChange } from '../../simulation/step.ts';
import type { World } from '../../simulation/world.ts';
import type { WorldAccess } from '../../simulation/world-access.ts';

const mainName = 'main';

/** So many branches or snapshots may be held: a world with its trace takes megabytes. */
const heldMax = 100;

export class Labs implements WorldAccess {
  private readonly labs = new Map<string, PlayedLab>();
  private readonly snapshots = new Map<string, string>();
  private branched = 0;
  private kept = 0;
  currentName = mainName;
  /** Told after every change of any lab. */
  onChange: () => void = () => {};

  constructor(first: PlayedLab) {
    this.labs.set(mainName, first);
  }

  get names(): readonly string[] {
    return [...this.labs.keys()];
  }

  get snapshotNames(): readonly string[] {
    return [...this.snapshots.keys()];
  }

  get current(): PlayedLab {
    return this.labs.get(this.currentName) as PlayedLab;
  }

  get world(): World {
    return this.current.world;
  }

  change(by: string, what: OutsideChange): void {
    this.current.change(by, what);
    this.onChange();
  }

  /** `undefined`: there is none of that name. */
  named(name: string): PlayedLab | undefined {
    return this.labs.get(name);
  }

  /** `null`: too many are held. */
  branch(): string | null {
    if (this.labs.size >= heldMax) return null;
    const name = `branch-${(this.branched += 1)}`;
    this.labs.set(name, this.current.branch());
    return name;
  }

  snapshot(): string | null {
    if (this.snapshots.size >= heldMax) return null;
    const name = `snapshot-${(this.kept += 1)}`;
    this.snapshots.set(name, this.current.snapshot());
    return name;
  }

  /** @returns whether there is a snapshot of that name */
  restore(name: string): boolean {
    const text = this.snapshots.get(name);
    if (text === undefined) return false;
    this.current.restore(text);
    this.onChange();
    return true;
  }
}
