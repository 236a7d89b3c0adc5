/** RabbitMQ: persistent messages to a durable queue, each confirmed once it is on disk. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'amqplib';
import type { Contestant } from '../lib/contestant.ts';
import type { BenchOrder } from '../lib/order.ts';
import { findProgram, freePort, startServer } from '../lib/server-process.ts';

const PROGRAMS = ['/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin', '/opt/rabbitmq/sbin'];

const QUEUE = 'orders';

/** How often a count of messages must stay the same to be believed: the queues tell it with a delay. */
const STEADY = 3;

export function rabbitmqMissing(): string | null {
  return findProgram('rabbitmq-server', PROGRAMS) && findProgram('epmd')
    ? null
    : 'apt install rabbitmq-server';
}

export function openRabbitmq(type: 'quorum' | 'classic') {
  return async (directory: string): Promise<Contestant> => {
    const { stop, port } = await startRabbitmq(directory);
    const connection = await connect(`amqp://guest:guest@127.0.0.1:${port}`);
    let channel = await connection.createConfirmChannel();
    const declare = async (): Promise<void> => {
      await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': type } });
    };
    await declare();
    return {
      place: ({ key, data }: BenchOrder) =>
        new Promise((resolve, reject) => {
          const options = { persistent: true, messageId: key, contentType: 'application/json' };
          channel.sendToQueue(
            QUEUE,
            Buffer.from(JSON.stringify(data)),
            options,
            (error: unknown) => {
              if (error) reject(error instanceof Error ? error : new Error('nacked'));
              else resolve();
            },
          );
        }),
      count: async () => {
        let last = -1;
        for (let same = 0; same < STEADY;) {
          const { messageCount } = await channel.checkQueue(QUEUE);
          same = messageCount === last ? same + 1 : 0;
          last = messageCount;
          await delay(20);
        }
        return last;
      },
      unitsTaken: () => Promise.resolve(null),
      reset: async () => {
        await channel.deleteQueue(QUEUE);
        await channel.close();
        channel = await connection.createConfirmChannel();
        await declare();
      },
      close: async () => {
        await connection.close();
        await stop();
      },
    };
  };
}

/** A node of its own: names, ports, cookie and the daemon that knows them are all in this directory. */
async function startRabbitmq(directory: string) {
  const [port, distributionPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const plugins = join(directory, 'plugins');
  const config = join(directory, 'rabbitmq.conf');
  writeFileSync(plugins, '[].\n');
  writeFileSync(config, 'log.file.level = error\n');
  const env = {
    HOME: directory,
    RABBITMQ_NODENAME: `bench-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(directory, 'mnesia'),
    RABBITMQ_LOG_BASE: join(directory, 'log'),
    RABBITMQ_SCHEMA_DIR: join(directory, 'schema'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(directory, 'generated'),
    RABBITMQ_PID_FILE: join(directory, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_CONFIG_FILE: config,
    RABBITMQ_CONF_ENV_FILE: join(directory, 'none.conf'),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmdPort),
    COMANDA_FAULT_DIR: join(directory, 'mnesia'),
  };
  const epmd = await startServer(
    [findProgram('epmd') ?? '', '-port', String(epmdPort), '-address', '127.0.0.1'],
    { port: epmdPort, cwd: directory, env },
  );
  const server = await startServer([findProgram('rabbitmq-server', PROGRAMS) ?? ''], {
    port,
    cwd: directory,
    env,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await epmd.stop();
  };
  return { stop, port };
}
