import { expect, it } from 'vitest';
import { ownArguments } from '../../src/main/shell/own-arguments.ts';

it.each([
  [['comanda'], []],
  [
    ['electron', '/app', '--port', '0', '--no-sample'],
    ['--port', '0', '--no-sample'],
  ],
  [
    ['comanda', '--port=0', '--host=127.0.0.1'],
    ['--port=0', '--host=127.0.0.1'],
  ],
  [
    ['comanda', '--data-dir', '/srv/comanda data'],
    ['--data-dir', '/srv/comanda data'],
  ],
  [
    ['comanda', '--ozone-platform=x11', '--no-sandbox', '-psn_0_123', '--port', '1'],
    ['--port', '1'],
  ],
  [['comanda', '--portable', '--no-sample=1'], []],
  [['comanda', '--port'], ['--port']],
])('[DESK8] of %o the product reads %o', (argv, own) => {
  expect(ownArguments(argv)).toEqual(own);
});
