import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SCREEN_PATHS } from '../../../../shared/screens.ts';
import { refuse } from '../../../../shared/errors.ts';
import { sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { laterApp } from './later-app.ts';

/** An address and the file that it stands for. */
export interface PageRoute {
  readonly url: string;
  readonly answer: (
    request: FastifyRequest<{ Params: { '*': string } }>,
    reply: FastifyReply,
  ) => unknown;
}

/**
 * The built pages: `/pos`, `/kds` and `/board`, `/` for the counter, their assets under names that change with
 * their content, and what lies beside them (icons). A server without a build still serves the API.
 * @param newApp makes the app that will answer, once a page is asked for
 */
export function addPages(app: App, pagesDir: string, newApp: () => App): void {
  if (!existsSync(pagesDir)) {
    app.log.warn('the pages are not built: only the API is served');
    return;
  }
  app.get('/', (_request, reply) => reply.redirect(SCREEN_PATHS.counter, 302));

  // Asked for by browsers on their own; pages that have an icon name it, and none is not an error.
  if (!existsSync(join(pagesDir, 'favicon.ico'))) {
    app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  }

  const routes = [...pageRoutes(), ...besideRoutes(pagesDir), ...assetRoutes(pagesDir)];
  const answer = laterApp(newApp, async (pages) => {
    const { servePageFiles } = await import('./page-files.ts');
    await servePageFiles(pages, pagesDir, routes);
  });
  for (const { url } of routes) app.get(url, answer);
}

function pageRoutes(): PageRoute[] {
  return Object.values(SCREEN_PATHS).flatMap((path) =>
    [path, `${path}/`].map((url) => revalidated(url, `${path.slice(1)}/index.html`)),
  );
}

function besideRoutes(pagesDir: string): PageRoute[] {
  return readdirSync(pagesDir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => revalidated(`/${name}`, name));
}

/** A page must never be older than its assets; it is small, and its ETag saves even that. */
function revalidated(url: string, file: string): PageRoute {
  return {
    url,
    answer: (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return reply.sendFile(file);
    },
  };
}

function assetRoutes(pagesDir: string): PageRoute[] {
  const assets = join(pagesDir, 'assets');
  if (!existsSync(assets)) return [];
  const answer: PageRoute['answer'] = (request, reply) => {
    const name = request.params['*'];
    // Assets lie flat in one folder: a name with more in it is none of ours.
    if (!/^[\w-][\w.-]*$/.test(name)) {
      return sendProblem(reply, refuse('not_found', 'There is nothing at this address.', {}));
    }
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.sendFile(name, assets);
  };
  return [{ url: '/assets/*', answer }];
}
