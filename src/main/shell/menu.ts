import { Menu } from 'electron';

/**
 * No menu, and with it no accelerator for reloading, zooming or developer tools. On macOS the menu is where quitting,
 * copying and pasting live, so that much stays.
 */
export function setMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
