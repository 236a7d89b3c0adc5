import { contextBridge } from 'electron';
import type { Bridge } from '../shared/bridge.ts';

/** The window's options carry it here: a sandboxed preload reads no files. */
const VERSION_ARGUMENT = '--comanda-version=';

const bridge = {
  platform: process.platform,
  version:
    process.argv
      .find((argument) => argument.startsWith(VERSION_ARGUMENT))
      ?.slice(VERSION_ARGUMENT.length) ?? '',
} satisfies Bridge;

contextBridge.exposeInMainWorld('desktop', bridge);
