import type { RouteOptions } from 'fastify';
import type { App } from './app.ts';
import { laterApp } from './later-app.ts';

/** The routes that are added to an app from here on, as they were given. */
export function recordRoutes(app: App): readonly RouteOptions[] {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    // These follow of themselves from the routes for GET.
    if (route.method !== 'HEAD') routes.push(route);
  });
  return routes;
}

/**
 * Serves the description of the API and the page that shows it. Hardly anybody asks for them, and what makes them takes
 * longer to load than the rest of the server: that is done when somebody does.
 * @param routes of the API
 * @param newApp makes the app that will answer
 */
export function addDocs(
  app: App,
  routes: readonly RouteOptions[],
  newApp: () => App,
  version: string,
): void {
  // What is added after this is no part of the API.
  const described = [...routes];
  const answer = laterApp(newApp, async (docs) => {
    const { serveDescription } = await import('./openapi.ts');
    await serveDescription(docs, described, version);
  });
  for (const url of ['/openapi.json', '/docs', '/docs/*']) app.get(url, answer);
}
