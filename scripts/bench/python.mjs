import { spawnSync } from 'node:child_process';

/** Where Python may be, in order: --python or GRADLENS_PYTHON (a list, by commas), the shell's, the system's. */
export function interpreters(given = process.env.GRADLENS_PYTHON ?? '') {
  return [...new Set([...given.split(',').filter(Boolean), 'python3', '/usr/bin/python3', 'python'])];
}

/** @type {Map<string, string | null>} */
const known = new Map();

/**
 * The first interpreter that has a module.
 * @param {string} module
 * @param {readonly string[]} candidates
 * @returns {string | null}
 */
export function pythonWith(module, candidates) {
  const key = `${module} ${candidates}`;
  const probe = `import importlib.util as u, sys; sys.exit(sys.version_info < (3, 8) or not all(u.find_spec(m) for m in ("numpy", "${module}")))`;
  if (!known.has(key)) {
    known.set(
      key,
      candidates.find((python) => spawnSync(python, ['-c', probe], { timeout: 20_000 }).status === 0) ?? null,
    );
  }
  return known.get(key) ?? null;
}
