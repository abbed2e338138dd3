export async function benchScaling() {}
