import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A file in an archive, by its path with slashes. */
export interface AsarFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** It stands beside the archive, in `app.asar.unpacked`. */
  readonly unpacked: boolean;
  /** Where its content begins in the archive file; null when unpacked. */
  readonly offset: number | null;
}

/** Names of a folder, as the archive's header has them. */
type Node = { readonly files: Readonly<Record<string, unknown>> };

function isFolder(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'files' in value;
}

/**
 * Reads an asar archive's table of files. The format: a pickled number (the header's size), then the header as a pickled
 * JSON string, then the contents one after the other.
 * @see https://github.com/electron/asar#format
 */
export function readAsar(file: string): AsarFile[] {
  const fd = openSync(file, 'r');
  try {
    const sizes = Buffer.alloc(16);
    readSync(fd, sizes, 0, 16, 0);
    const headerSize = sizes.readUInt32LE(4);
    const json = Buffer.alloc(sizes.readUInt32LE(12));
    readSync(fd, json, 0, json.length, 16);
    return list(JSON.parse(json.toString('utf8')), '', 8 + headerSize);
  } finally {
    closeSync(fd);
  }
}

function list(node: unknown, prefix: string, contents: number): AsarFile[] {
  if (!isFolder(node)) throw new Error('not an asar header');
  return Object.entries(node.files).flatMap(([name, entry]): AsarFile[] => {
    const path = prefix + name;
    if (isFolder(entry)) return list(entry, `${path}/`, contents);
    if (typeof entry !== 'object' || entry === null || !('size' in entry)) return [];
    return [
      {
        path,
        size: Number(entry.size),
        unpacked: 'unpacked' in entry && entry.unpacked === true,
        offset: 'offset' in entry ? contents + Number(entry.offset) : null,
      },
    ];
  });
}

/** The content of one packed file, wherever it stands. */
export function readAsarFile(archive: string, { path, size, offset }: AsarFile): Buffer {
  if (offset === null) return readFileSync(join(`${archive}.unpacked`, path));
  const fd = openSync(archive, 'r');
  try {
    const content = Buffer.alloc(size);
    readSync(fd, content, 0, size, offset);
    return content;
  } finally {
    closeSync(fd);
  }
}
