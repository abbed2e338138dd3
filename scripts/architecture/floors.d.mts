export const floors: readonly { readonly name: string; readonly what: string }[];
export const entries: readonly string[];
