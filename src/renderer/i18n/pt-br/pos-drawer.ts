/** The shift of a cash drawer and its reports. */
export const drawer = {} as const;
