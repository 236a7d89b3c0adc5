/** The same keys with a text for each: what every further language must be, given the first. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
