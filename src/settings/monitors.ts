/** Figures that early stopping and "best" may go by. Never the test set's: a choice made by it would not be honest. */
export const monitorNames = ['val_loss', 'val_accuracy', 'train_loss', 'train_accuracy'] as const;

/** Figure that early stopping and "best" go by. */
export type MonitorName = (typeof monitorNames)[number];
