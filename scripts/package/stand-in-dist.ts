import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The systems that are packaged for, as Node names them. */
export type System = 'linux' | 'darwin' | 'win32';

/** What stands in a binary of Electron right before its fuses. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const FUSES = 8;

/** Version 1, the number of fuses, and each still as Electron delivers it. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from(FUSE_SENTINEL),
  Buffer.from([1, FUSES]),
  Buffer.from('1'.repeat(FUSES)),
]);

const plist = (executable: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${executable}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleName</key><string>${executable}</string>
<key>CFBundleVersion</key><string>0</string>
</dict></plist>
`;

/** The files by which the packager knows an Electron of each system; only the fuses in them are real. */
const FILES: { readonly [S in System]: Readonly<Record<string, string | Buffer>> } = {
  linux: { electron: FUSE_WIRE, 'locales/en-US.pak': '', 'locales/fr.pak': '', LICENSE: '' },
  win32: { 'electron.exe': FUSE_WIRE, 'locales/en-US.pak': '', 'locales/fr.pak': '', LICENSE: '' },
  darwin: {
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'Electron.app/Contents/Info.plist': plist('Electron'),
    'Electron.app/Contents/MacOS/Electron': '',
    'Electron.app/Contents/Resources/en.lproj/locale.pak': '',
    'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework': FUSE_WIRE,
    'Electron.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Resources/en.lproj/locale.pak':
      '',
    'Electron.app/Contents/Frameworks/Electron Helper.app/Contents/Info.plist':
      plist('Electron Helper'),
    'Electron.app/Contents/Frameworks/Electron Helper.app/Contents/MacOS/Electron Helper': '',
  },
};

/**
 * Makes a folder that the packager takes for an unpacked Electron. It can't run, but what is put into it is what would be
 * put into a real one.
 */
export function makeStandInDist(folder: string, system: System): void {
  for (const [path, content] of Object.entries(FILES[system])) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: 0o755 });
  }
}
