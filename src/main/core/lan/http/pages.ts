import fastifyStatic from '@fastify/static';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SCREEN_PATHS } from '../../../../shared/screens.ts';
import { refuse } from '../../../../shared/errors.ts';
import { sendProblem } from './answers.ts';
import type { App } from './app.ts';

/**
 * The built pages: `/pos`, `/kds` and `/board`, `/` for the counter, their assets under names that change with
 * their content, and what lies beside them (icons). A server without a build still serves the API.
 */
export async function addPages(app: App, pagesDir: string): Promise<void> {
  if (!existsSync(pagesDir)) {
    app.log.warn('the pages are not built: only the API is served');
    return;
  }
  await app.register(fastifyStatic, {
    root: pagesDir,
    serve: false,
    cacheControl: false,
    dotfiles: 'ignore',
    index: false,
  });

  app.get('/', (_request, reply) => reply.redirect(SCREEN_PATHS.counter, 302));

  for (const path of Object.values(SCREEN_PATHS)) {
    for (const url of [path, `${path}/`]) {
      app.get(url, (_request, reply) => {
        // A page must never be older than its assets; it is small, and its ETag saves even that.
        reply.header('cache-control', 'no-cache');
        return reply.sendFile(`${path.slice(1)}/index.html`);
      });
    }
  }

  // Asked for by browsers on their own; pages that have an icon name it, and none is not an error.
  if (!existsSync(join(pagesDir, 'favicon.ico'))) {
    app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  }

  for (const entry of readdirSync(pagesDir, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    app.get(`/${entry.name}`, (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return reply.sendFile(entry.name);
    });
  }

  const assets = join(pagesDir, 'assets');
  if (!existsSync(assets)) return;
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const name = request.params['*'];
    // Assets lie flat in one folder: a name with more in it is none of ours.
    if (!/^[\w-][\w.-]*$/.test(name)) {
      return sendProblem(reply, refuse('not_found', 'There is nothing at this address.', {}));
    }
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.sendFile(name, assets);
  });
}
