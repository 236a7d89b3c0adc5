/** Words of the board screen. */
export const board = {
  title: 'Painel',
} as const;
