/** Whether the text is the path of a module, and not a name: it begins with ./ ../ / or C:\\, or ends in .js .mjs .cjs. */
export function isModulePath(spec: string): boolean {
  return /^\.{0,2}[\\/]|^[a-z]:[\\/]|\.[cm]?js$/i.test(spec);
}
