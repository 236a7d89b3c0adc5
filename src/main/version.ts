import { readFileSync } from 'node:fs';

/** The product's version, as its package.json says. */
export function readVersion(packageJson: URL): string {
  const manifest: unknown = JSON.parse(readFileSync(packageJson, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error('package.json has no version');
}
