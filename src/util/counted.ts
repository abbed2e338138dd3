/** 1 epoch, 2 epochs, 1,250 epochs */
export const counted = (n: number, what: string): string => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`;
