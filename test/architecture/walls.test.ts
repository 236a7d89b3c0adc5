import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Finding, type SmallTree, smallTree } from './small-tree.ts';

/** What each folder may do: none of it may be complained of. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/shared/money.ts': `export type Cents = number;\nexport const NOTHING: Cents = 0;\n`,
  'src/shared/order.ts': `import { z } from 'zod';\nexport const orderSchema = z.strictObject({ id: z.uuid() });\nexport type Order = z.infer<typeof orderSchema>;\n`,
  'src/shared/ids.ts': `import { v7 } from 'uuid';\nexport const newId = (): string => v7();\n`,
  'src/main/domain/pricing.ts': `import { NOTHING, type Cents } from '../../shared/money.ts';\nexport const free: Cents = NOTHING;\n`,
  'src/main/domain/decide.ts': `import { free } from './pricing.ts';\nexport const decided = free;\n`,
  'src/main/core/broker/broker.ts': `import { randomBytes } from 'node:crypto';\nimport { newId } from '../../../shared/ids.ts';\nimport { decided } from '../../domain/decide.ts';\nimport { open } from '../db/open.ts';\nexport const broker = { decided, id: newId(), at: Date.now(), salt: randomBytes(8), open };\n`,
  'src/main/core/db/open.ts': `import Database from 'better-sqlite3';\nexport const open = (path: string): { close(): void } => new Database(path);\n`,
  'src/main/server.ts': `import { broker } from './core/broker/broker.ts';\nconsole.log(broker.id);\n`,
  'src/main/shell/windows.ts': `import { BrowserWindow } from 'electron';\nexport const openWindow = (): unknown => new BrowserWindow();\n`,
  'src/main/index.ts': `import { app } from 'electron';\nimport { broker } from './core/broker/broker.ts';\nimport { openWindow } from './shell/windows.ts';\nconsole.log(app.name, broker.id, openWindow());\n`,
  'src/preload/index.ts': `import { contextBridge } from 'electron';\nimport type { Cents } from '../shared/money.ts';\nconst price: Cents = 0;\ncontextBridge.exposeInMainWorld('desktop', { price });\n`,
  'src/renderer/client/mirror.ts': `import { createStore } from 'zustand/vanilla';\nimport { newId } from '../../shared/ids.ts';\nimport type { Order } from '../../shared/order.ts';\nexport const mirror = createStore<{ orders: Order[]; id: string }>(() => ({ orders: [], id: newId() }));\n`,
  'src/renderer/pos/main.tsx': `import { useState } from 'react';\nimport { Button } from 'react-aria-components';\nimport Check from 'lucide-react/icons/check';\nimport '@fontsource-variable/inter';\nimport { mirror } from '../client/mirror.ts';\nexport function Page() {\n  const [count] = useState(mirror.getState().orders.length);\n  return (\n    <Button>\n      <Check /> {count}\n    </Button>\n  );\n}\n`,
};

interface Breach {
  /** What is done that must not be done. */
  readonly name: string;
  readonly file: string;
  readonly code: string;
  /** Part of lint's complaint; absent where only the compiler can see it. */
  readonly lint?: string;
  /** Part of the compiler's complaint; absent where only lint can see it. */
  readonly types?: string;
}

const OUTSIDE = 'TS6307';
const IMPORTS = 'no-restricted-imports';
const GLOBALS = 'no-restricted-globals';
const PROPERTIES = 'no-restricted-properties';

const BREACHES: readonly Breach[] = [
  {
    name: 'shared imports the domain',
    file: 'src/shared/a-domain.ts',
    code: `export { free } from '../main/domain/pricing.ts';`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'shared imports a type of the domain',
    file: 'src/shared/a-domain-type.ts',
    code: `import type { free } from '../main/domain/pricing.ts';\nexport type Free = typeof free;`,
    lint: IMPORTS,
  },
  {
    name: 'shared imports a package beside zod and uuid',
    file: 'src/shared/a-package.ts',
    code: `import { createStore } from 'zustand/vanilla';\nexport const store = createStore(() => 0);`,
    lint: IMPORTS,
  },
  {
    name: 'shared imports a part of Node',
    file: 'src/shared/a-node.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x', 'utf8');`,
    lint: IMPORTS,
    types: 'TS2591',
  },
  {
    name: 'shared loads a package when it runs',
    file: 'src/shared/a-dynamic.ts',
    code: `export const later = (): Promise<unknown> => import('electron');`,
    lint: IMPORTS,
  },
  {
    name: 'shared reads the clock',
    file: 'src/shared/a-clock.ts',
    code: `export const now = (): number => Date.now();`,
    lint: GLOBALS,
  },
  {
    name: 'shared makes a date of now',
    file: 'src/shared/a-date.ts',
    code: `export const today = (): Date => new Date();`,
    lint: GLOBALS,
  },
  {
    name: 'shared reads the clock through globalThis',
    file: 'src/shared/a-global-clock.ts',
    code: `export const now = (): number => globalThis.Date.now();`,
    lint: GLOBALS,
  },
  {
    name: 'shared throws dice',
    file: 'src/shared/a-dice.ts',
    code: `export const dice = (): number => Math.random();`,
    lint: PROPERTIES,
  },
  {
    name: 'shared asks the process',
    file: 'src/shared/a-process.ts',
    code: `export const os = (): string => process.platform;`,
    lint: GLOBALS,
    types: 'TS2591',
  },
  {
    name: 'shared asks the page',
    file: 'src/shared/a-page.ts',
    code: `export const title = (): string => document.title;`,
    lint: GLOBALS,
    types: 'TS2584',
  },
  {
    name: 'the domain imports the core',
    file: 'src/main/domain/a-core.ts',
    code: `export { broker } from '../core/broker/broker.ts';`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'the domain imports a package',
    file: 'src/main/domain/a-package.ts',
    code: `import { z } from 'zod';\nexport const schema = z.string();`,
    lint: IMPORTS,
  },
  {
    name: 'the domain imports a part of Node',
    file: 'src/main/domain/a-node.ts',
    code: `import { setTimeout } from 'node:timers/promises';\nexport const wait = setTimeout;`,
    lint: IMPORTS,
    types: 'TS2591',
  },
  {
    name: 'the domain asks the process',
    file: 'src/main/domain/a-process.ts',
    code: `export const os = (): string => process.platform;`,
    lint: GLOBALS,
    types: 'TS2591',
  },
  {
    name: 'the domain reads the clock',
    file: 'src/main/domain/a-clock.ts',
    code: `export const now = (): string => new Date().toISOString();`,
    lint: GLOBALS,
  },
  {
    name: 'the domain waits',
    file: 'src/main/domain/a-timer.ts',
    code: `export const later = (f: () => void): unknown => setTimeout(f, 1);`,
    lint: GLOBALS,
    types: 'TS2304',
  },
  {
    name: 'the domain makes identities',
    file: 'src/main/domain/a-identity.ts',
    code: `import { newId } from '../../shared/ids.ts';\nexport const id = newId();`,
    lint: IMPORTS,
  },
  {
    name: 'the core imports electron',
    file: 'src/main/core/lan/a-electron.ts',
    code: `import { app } from 'electron';\nexport const name = app.name;`,
    lint: IMPORTS,
  },
  {
    name: 'the core imports a type of electron',
    file: 'src/main/core/lan/a-electron-type.ts',
    code: `import type { App } from 'electron';\nexport type Desktop = App;`,
    lint: IMPORTS,
  },
  {
    name: 'the core requires electron',
    file: 'src/main/core/lan/a-require.ts',
    code: `import { createRequire } from 'node:module';\nconst load = createRequire(import.meta.url);\nexport const electron: unknown = load('electron');\nexport const other: unknown = require('electron');`,
    lint: 'no-require-imports',
  },
  {
    name: 'the database imports electron',
    file: 'src/main/core/db/a-electron.ts',
    code: `import { app } from 'electron';\nexport const name = app.name;`,
    lint: IMPORTS,
  },
  {
    name: 'the core imports the shell',
    file: 'src/main/core/lan/a-shell.ts',
    code: `export { openWindow } from '../../shell/windows.ts';`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'the core imports an entry',
    file: 'src/main/core/a-entry.ts',
    code: `export const start = (): Promise<unknown> => import('../server.ts');`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'the core imports a page',
    file: 'src/main/core/a-page.ts',
    code: `export { mirror } from '../../renderer/client/mirror.ts';`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'the LAN door opens the database itself',
    file: 'src/main/core/lan/a-database.ts',
    code: `import Database from 'better-sqlite3';\nexport const open = (path: string): { close(): void } => new Database(path);`,
    lint: IMPORTS,
  },
  {
    name: 'the core imports what was built',
    file: 'src/main/core/a-built.ts',
    code: `export const start = (): Promise<unknown> => import('../../../out/main/server.js');`,
    lint: IMPORTS,
    types: 'TS2307',
  },
  {
    name: 'the shell opens the database itself',
    file: 'src/main/shell/a-database.ts',
    code: `import Database from 'better-sqlite3';\nexport const open = (path: string): { close(): void } => new Database(path);`,
    lint: IMPORTS,
  },
  {
    name: 'the shell imports the domain',
    file: 'src/main/shell/a-domain.ts',
    code: `export { decided } from '../domain/decide.ts';`,
    lint: IMPORTS,
  },
  {
    name: 'the preload imports a part of Node',
    file: 'src/preload/a-node.ts',
    code: `import { platform } from 'node:os';\nexport const os = platform();`,
    lint: IMPORTS,
  },
  {
    name: 'the preload imports the core',
    file: 'src/preload/a-core.ts',
    code: `export { broker } from '../main/core/broker/broker.ts';`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'a page imports the main process',
    file: 'src/renderer/pos/a-main.ts',
    code: `export { broker } from '../../main/core/broker/broker.ts';`,
    lint: IMPORTS,
    types: OUTSIDE,
  },
  {
    name: 'a page imports a type of the main process',
    file: 'src/renderer/pos/a-main-type.ts',
    code: `import type { broker } from '../../main/core/broker/broker.ts';\nexport type Broker = typeof broker;`,
    lint: IMPORTS,
  },
  {
    name: 'a page imports a part of Node',
    file: 'src/renderer/pos/a-node.ts',
    code: `import { platform } from 'node:os';\nexport const os = platform();`,
    lint: IMPORTS,
  },
  {
    name: 'a page imports electron',
    file: 'src/renderer/pos/a-electron.ts',
    code: `import { ipcRenderer } from 'electron';\nexport const ipc = ipcRenderer;`,
    lint: IMPORTS,
  },
  {
    name: 'a page carries zod',
    file: 'src/renderer/pos/a-zod.ts',
    code: `import { z } from 'zod';\nexport const schema = z.string();`,
    lint: IMPORTS,
  },
  {
    name: 'a page carries zod by way of a schema',
    file: 'src/renderer/pos/a-schema.ts',
    code: `export { orderSchema } from '../../shared/order.ts';`,
    lint: IMPORTS,
  },
  {
    name: 'a page imports another page',
    file: 'src/renderer/kds/a-page.ts',
    code: `export { Page } from '../pos/main.tsx';`,
    lint: IMPORTS,
  },
  {
    name: 'a page asks for what an insecure origin lacks',
    file: 'src/renderer/pos/a-uuid.ts',
    code: `export const id = (): string => crypto.randomUUID();`,
    lint: PROPERTIES,
  },
  {
    name: 'the core prints',
    file: 'src/main/core/a-print.ts',
    code: `export const say = (): void => console.log('here');`,
    lint: 'no-console',
  },
  {
    name: 'nobody waits for a promise',
    file: 'src/main/core/a-promise.ts',
    code: `const work = async (): Promise<void> => Promise.reject(new Error('unseen'));\nexport function start(): void {\n  work();\n}`,
    lint: 'no-floating-promises',
  },
  {
    name: 'two modules import each other',
    file: 'src/main/core/a-circle.ts',
    code: `import { other } from './a-circle-other.ts';\nexport const one = (): unknown => other;`,
    lint: 'no-cycle',
  },
];

/** Belongs to the breach of the circle, and is as guilty. */
const SECOND_HALF = {
  'src/main/core/a-circle-other.ts': `import { one } from './a-circle.ts';\nexport const other = (): unknown => one;\n`,
};

const FOLDERS = [
  'src/shared',
  'src/main/domain',
  'src/main/core',
  'src/main',
  'src/preload',
  'src/renderer',
];

const linted = BREACHES.filter((breach) => breach.lint !== undefined);
// Apart, because an import from outside brings that file's own globals with it, Node's among them.
const outside = BREACHES.filter((breach) => breach.types === OUTSIDE);
const unknownNames = BREACHES.filter(
  (breach) => breach.types !== undefined && breach.types !== OUTSIDE,
);

/** Two seconds on an idle machine; a busy one is not a breach. */
const PATIENCE_MS = 120_000;

const trees: SmallTree[] = [];

/** The tree that keeps to the rules, with these breaches planted in it. */
function plant(
  breaches: readonly Breach[],
  beside: Readonly<Record<string, string>> = {},
): SmallTree {
  const planted = breaches.map(({ file, code }) => [file, `${code}\n`] as const);
  const tree = smallTree({ ...ALLOWED, ...beside, ...Object.fromEntries(planted) });
  trees.push(tree);
  return tree;
}

const said = (findings: readonly Finding[], file: string): string =>
  findings
    .filter((finding) => finding.file === file)
    .map((finding) => finding.text)
    .join('\n');

afterAll(() => {
  for (const tree of trees) tree.remove();
});

describe('lint holds the walls', () => {
  let findings: readonly Finding[];

  beforeAll(async () => {
    findings = await plant(linted, SECOND_HALF).lint();
  }, PATIENCE_MS);

  test('what a folder may do is not complained of', () => {
    expect(findings.filter(({ file }) => file in ALLOWED)).toEqual([]);
  });

  test.for(linted)('it refuses that $name', ({ file, lint }) => {
    expect(said(findings, file)).toContain(lint);
  });
});

describe('the compiler holds the walls', () => {
  let findings: readonly Finding[];

  beforeAll(async () => {
    findings = [
      ...(await plant(outside).compile(...FOLDERS)),
      ...(await plant(unknownNames).compile(...FOLDERS)),
    ];
  }, PATIENCE_MS);

  test('what a folder may do is not complained of', async () => {
    expect(await plant([]).compile(...FOLDERS)).toEqual([]);
  });

  test.for([...outside, ...unknownNames])('it refuses that $name', ({ file, types }) => {
    expect(said(findings, file)).toContain(types);
  });
});
