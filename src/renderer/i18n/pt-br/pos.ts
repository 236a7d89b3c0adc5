/** Words of the counter screen. */
export const pos = {
  title: 'Caixa',
} as const;
