import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { announcement, explainStart } from './announce.ts';
import { createCore } from './core/create-core.ts';
import { prepareDataDir } from './core/data-dir.ts';
import { openLog } from './core/log.ts';
import { readOptions } from './options.ts';
import { runDesktop } from './shell/desktop.ts';
import { ownArguments } from './shell/own-arguments.ts';

/** Entry of the desktop app: Electron's events, and nothing of the product itself. */
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

runDesktop({
  version: app.getVersion(),
  preload: at('../preload/index.cjs'),
  icon: at('../../resources/icons/icon.png'),
  prepare: () => {
    const options = readOptions(ownArguments(process.argv), process.env);
    return {
      dataDir: prepareDataDir(options.dataDir).root,
      createCore: () =>
        createCore({
          ...options,
          env: process.env,
          version: app.getVersion(),
          pagesDir: at('../renderer'),
          resourcesDir: at('../../resources'),
          writer: new URL('writer.js', import.meta.url),
        }),
    };
  },
  openLog: (folder) => Promise.resolve(openLog(folder)),
  print: {
    line: (text) => {
      console.log(text);
    },
    error: (text) => {
      console.error(text);
    },
  },
  // The counter's and the kitchen's links were for the windows, and work once.
  announce: (running) => {
    const used: readonly string[] = [running.pairingLinks.counter, running.pairingLinks.kitchen];
    return announcement(running).filter((line) => !used.some((link) => line.endsWith(link)));
  },
  explain: explainStart,
});
