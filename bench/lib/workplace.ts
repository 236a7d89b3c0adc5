import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary directory for one run, and one folder in it for everyone who is measured. */
export class Workplace {
  readonly root = mkdtempSync(join(tmpdir(), 'comanda-bench-'));

  constructor() {
    // Servers that refuse to run as root have to find the way to their own folder.
    chmodSync(this.root, 0o711);
  }

  folder(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
