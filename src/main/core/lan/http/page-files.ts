import fastifyStatic from '@fastify/static';
import type { App } from './app.ts';
import type { PageRoute } from './pages.ts';

/** Serves the files of the built pages, by the routes that lead to them. */
export async function servePageFiles(
  app: App,
  pagesDir: string,
  routes: readonly PageRoute[],
): Promise<void> {
  await app.register(fastifyStatic, {
    root: pagesDir,
    serve: false,
    cacheControl: false,
    dotfiles: 'ignore',
    index: false,
  });
  for (const { url, answer } of routes) app.get(url, answer);
}
