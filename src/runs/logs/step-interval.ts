/** Whether a step has a line in steps.jsonl: the first one, and every `logEvery`-th. */
export const isLogged = (step: number, logEvery: number): boolean => step === 1 || step % logEvery === 0;
