/** Words of the kds screen. */
export const kds = {
  title: 'Cozinha',
} as const;
