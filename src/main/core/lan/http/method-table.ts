/** Which methods each address takes: what tells a wrong method (405) from an unknown address (404). */
export class MethodTable {
  readonly #routes = new Map<string, { readonly matches: RegExp; readonly methods: Set<string> }>();

  /** @param pattern a route's URL, with `:name` for one segment and a final `*` for any rest */
  add(pattern: string, method: string | readonly string[]): void {
    let route = this.#routes.get(pattern);
    if (!route) {
      const source = pattern
        .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll(/:\w+/g, '[^/]+')
        .replace(/\*$/, '.*');
      route = { matches: new RegExp(`^${source}$`), methods: new Set() };
      this.#routes.set(pattern, route);
    }
    for (const name of typeof method === 'string' ? [method] : method) route.methods.add(name);
  }

  /** The methods that the address of this URL takes, sorted; none when there is no such address. */
  allowed(url: string): string[] {
    const path = url.split('?', 1)[0] ?? url;
    const found = new Set<string>();
    for (const { matches, methods } of this.#routes.values()) {
      if (matches.test(path)) for (const method of methods) found.add(method);
    }
    return [...found].toSorted();
  }
}
