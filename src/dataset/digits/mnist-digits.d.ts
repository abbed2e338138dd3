/** Shades of all images of one digit, one after another: byte / 255, rounded to three digits. */
declare module 'mnist/src/digits/*.json' {
  const digits: { readonly data: readonly number[] };
  export default digits;
}
