/** Characters that steer a terminal, or turn the direction of text around; line breaks are among them. */
const CONTROLS = /[\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Those of them that JSON does not escape. */
export const CONTROLS_ABOVE_ASCII = /[\u007f-\u009f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text with a blank in the place of every character that could steer the terminal it is shown on. */
export const withoutControls = (text: string): string => text.replace(CONTROLS, ' ');

/** The same for text of many lines that is coloured: line breaks, tabs and colours stay. */
export const withoutControlsButColours = (text: string): string =>
  text.replace(COLOURS_AND_CONTROLS, (sign) => (sign.length > 1 || sign === '\n' || sign === '\t' ? sign : ' '));

// Colours (SGR) first, so that their escape character counts as part of them.
const COLOURS_AND_CONTROLS = new RegExp(`\\x1b\\[[0-9;]*m|${CONTROLS.source}`, 'gu');
