import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrames } from '../../src/main/core/lan/ws/text-frames.ts';

/** On both sides of where the length of a frame is written in another way (RFC 6455, section 5.2). */
const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];

test('[WS3] frames that leave together arrive one by one, whatever their length', async () => {
  const texts = [
    ...LENGTHS.map((length) => 'x'.repeat(length)),
    'pão de queijo 🧀',
    'ã'.repeat(63),
  ];
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => {
      socket.write(textFrames(texts));
      ws.close();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const heard: string[] = [];
  client.on('message', (data: Buffer, isBinary) => {
    heard.push(isBinary ? 'binary' : data.toString('utf8'));
  });
  await once(client, 'close');
  expect(heard).toEqual(texts);
  server.close();
});
