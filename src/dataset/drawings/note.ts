/** What was done to a picture that its owner might not expect, or what is odd about it. */
export type PictureNote =
  /** Light on transparent: it was laid on black. */
  | { readonly kind: 'on-black' }
  /** Turned upright, as its EXIF orientation says. */
  | { readonly kind: 'turned'; readonly orientation: number }
  /** Thin strokes were strengthened. */
  | { readonly kind: 'strengthened' }
  /** Wider than digits are. */
  | { readonly kind: 'wide' }
  /** More ink than digits have. */
  | { readonly kind: 'dense' };
