/** A Lua script in Redis that dedupes, takes stock, whole or not at all, and stores the order. */
import { Redis } from 'ioredis';
import type { Contestant } from '../lib/contestant.ts';
import { ITEM_IDS, STOCK, type BenchOrder } from '../lib/order.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { startRedis } from './redis-server.ts';

/** KEYS: answers, stock, orders. ARGV: key, order, then item and quantity in turn. */
const SCRIPT = `
  local known = redis.call('HGET', KEYS[1], ARGV[1])
  if known then return known end
  for i = 3, #ARGV, 2 do
    local left = tonumber(redis.call('HGET', KEYS[2], ARGV[i]) or '0')
    if left < tonumber(ARGV[i + 1]) then return 'out_of_stock' end
  end
  for i = 3, #ARGV, 2 do redis.call('HINCRBY', KEYS[2], ARGV[i], -tonumber(ARGV[i + 1])) end
  local number = tostring(redis.call('RPUSH', KEYS[3], ARGV[2]))
  redis.call('HSET', KEYS[1], ARGV[1], number)
  return number`;

export async function openRedisScript(directory: string): Promise<Contestant> {
  const { server, port } = await startRedis(directory);
  const redis = new Redis({ port, host: '127.0.0.1' });
  const sha = String(await redis.script('LOAD', SCRIPT));
  const seed = async (): Promise<void> => {
    await redis.flushall();
    const levels = STOCK.flatMap(({ itemId, available }) => [itemId, String(available)]);
    await redis.hset('stock', ...levels);
  };
  await seed();
  return {
    place: async ({ key, data }: BenchOrder) => {
      const lines = data.lines.flatMap(({ itemId, quantity }) => [itemId, String(quantity)]);
      const order = JSON.stringify(data);
      const answer = await redis.evalsha(
        sha,
        3,
        'answers',
        'stock',
        'orders',
        key,
        order,
        ...lines,
      );
      if (answer === 'out_of_stock') throw new Error('out_of_stock');
    },
    count: () => redis.llen('orders'),
    unitsTaken: async () => {
      const left = await redis.hvals('stock');
      const supplied = ITEM_IDS.length * LIMITS.stock;
      return supplied - left.reduce((sum, level) => sum + Number(level), 0);
    },
    reset: seed,
    close: async () => {
      redis.disconnect();
      await server.stop();
    },
  };
}
