/** How packages that were not made to be bundled become part of the main process's bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** The folder of an installed package. */
function packageRoot(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/**
 * Tells Node that the bundle's folder holds CommonJS. An ES module that imports one of Node's own modules loads all that
 * this one could ever export, and with `http` and `crypto` that is a browser's fetch and cryptography.
 */
export function commonJsFolder(): Plugin {
  return {
    name: 'comanda:commonjs-folder',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{"type":"commonjs"}\n' });
    },
  };
}

/**
 * Brings along the files that a package reads beside its own code. They come to stand in a folder of the bundle that
 * is called like the package's, and its code looks for them there.
 * @param name of the package
 * @param folder of the files, in the package
 */
export function filesBeside(name: string, folder: string): Plugin {
  const root = packageRoot(name);
  const place = basename(root);
  return {
    name: 'comanda:files-beside',
    transform(code, id) {
      const within = relative(root, dirname(id));
      if (within.startsWith('..') || !code.includes('__dirname')) return null;
      const there = JSON.stringify(join(place, within).replaceAll('\\', '/'));
      // No file of the bundle stands in a folder of its own.
      const found = `require('node:path').join(__dirname, ${there})`;
      return { code: code.replaceAll('__dirname', found), map: null };
    },
    generateBundle() {
      for (const file of readdirSync(join(root, folder))) {
        const source = readFileSync(join(root, folder, file));
        this.emitFile({ type: 'asset', fileName: `${place}/${folder}/${file}`, source });
      }
    },
  };
}

/**
 * Leaves out modules, Node's or packages, which a file of a package loads for what this product never asks of it.
 * @param file as in `package/lib/file.js`
 * @param modules by the names that they are required by
 */
export function withoutModules(file: string, modules: readonly string[]): Plugin {
  return {
    name: 'comanda:without-modules',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith(`/node_modules/${file}`)) return null;
      let left = code;
      for (const module of modules) {
        const load = `require('${module}')`;
        if (!left.includes(load)) this.error(`${file} does not load ${module} any more`);
        left = left.replaceAll(load, '{}');
      }
      return { code: left, map: null };
    },
  };
}

/**
 * Names in the file of licences what a package ships of somebody else's: the bundler sees that package's own alone.
 * @param file of the licences
 * @param within the package
 * @param work what it ships; `builtFrom` is the package that it was copied from, by the name under which the other asks for it
 */
export function alsoLicensed(
  file: string,
  within: string,
  work: { readonly name: string; readonly builtFrom: string; readonly copyright: string },
): Plugin {
  return {
    name: 'comanda:also-licensed',
    generateBundle: {
      // After the one that writes the file.
      order: 'post',
      handler(_options, bundle) {
        const licences = bundle[file];
        if (licences?.type !== 'asset') return this.error(`${file} is not there to be added to`);
        const manifest = readFileSync(join(packageRoot(within), 'package.json'), 'utf8');
        const [, version] =
          new RegExp(`"${work.builtFrom}": "(\\d+\\.\\d+\\.\\d+)"`).exec(manifest) ?? [];
        if (version === undefined) {
          return this.error(`${within} does not say which ${work.builtFrom} it ships`);
        }
        const text = String(licences.source);
        if (!/Apache License\s+Version 2\.0/.test(text)) {
          return this.error(`${file} does not have the text of the Apache License any more`);
        }
        licences.source = `${text}
## ${work.name} - ${version} (Apache-2.0)

${work.copyright}

Shipped by ${within}. The text of the Apache License, Version 2.0, stands elsewhere in this file.
`;
      },
    },
  };
}

/**
 * Lets code that was bundled find the native file which stays behind in its package.
 * @param name of the package
 * @param file of the package that looks for it, from its own place
 */
export function nativeInPackage(name: string, file: string): Plugin {
  return {
    name: 'comanda:native-in-package',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith(`/node_modules/${name}/${file}`)) return null;
      if (!code.includes('__dirname'))
        this.error(`${name}/${file} looks for its file in another way`);
      const manifest = `require.resolve(${JSON.stringify(`${name}/package.json`)})`;
      const folder = JSON.stringify(`../${dirname(file)}`);
      const place = `const bundledPlace = require('node:path').join(${manifest}, ${folder});`;
      return { code: `${place}\n${code.replaceAll('__dirname', 'bundledPlace')}`, map: null };
    },
  };
}
