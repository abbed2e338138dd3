/**
 * The folders of src, from the ground up: each imports only from those before it in this list.
 * test/floors.test.ts holds it; draw.mjs draws it for docs/architecture.md.
 * @type {readonly { name: string, what: string }[]}
 */
export const floors = [
  { name: 'util', what: 'seeded random streams, mistakes of the user, statistics; nothing of ours' },
  { name: 'expression', what: 'a formula as a tree: parse, evaluate, differentiate, print' },
  { name: 'activations', what: 'the subject: one file for each function, and their registry' },
  { name: 'kernels', what: 'array computations: the textbook in float64, WebAssembly in float32' },
  { name: 'nn', what: 'layers, networks, heads, initializers, optimizers, schedules, gradient check' },
  { name: 'dataset', what: 'files and formulas become samples; splits, batches, scales' },
  { name: 'settings', what: 'every knob of a training: name, meaning, bounds, default' },
  { name: 'training', what: 'the loop and its events, probes, diagnosis; prints nothing, reads no file' },
  { name: 'formats', what: 'files of other programs, as bytes' },
  { name: 'words', what: 'facts become sentences, in English and Korean' },
  { name: 'runs', what: 'the run folder: written, read, gone on from, exported' },
  { name: 'experiments', what: 'many trainings: designs, pools, tuning, verdicts, published results' },
  { name: 'charts', what: 'records become terminal text, SVG, PNG and pages' },
  { name: 'lab', what: 'the live page; imports only what runs in browsers' },
  { name: 'cli', what: 'the commands; the only place that prints, reads arguments or exits' },
];

/** What stands above all floors: the public API. */
export const entries = ['portable.ts', 'index.ts', 'browser.ts'];
