/** Characters that steer a terminal, or turn the direction of text around; line breaks are among them. */
const STEERING = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text with a blank in the place of every character that could steer the terminal it is shown on. */
export const withoutSteering = (text: string): string => text.replace(STEERING, ' ');
