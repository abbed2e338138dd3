export async function benchKernels() {}
