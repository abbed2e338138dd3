/** What a training suffers from, in plain words. */
export interface Finding {
  /** The rule that fired: `vanishing-gradient`, `dead-units`, ... */
  readonly rule: string;
  readonly severity: 'problem' | 'warning' | 'note';
  /** What was seen, with its figures. */
  readonly text: string;
  /** What to try. */
  readonly advice: string;
  /** Where the threshold comes from. */
  readonly source: string;
}
