import { engineNames } from '../../kernels/selection.ts';
import { oneOf, wholeOrAuto } from '../kinds.ts';
import { grouped } from '../setting.ts';

/** What computes. */
export const machine = grouped('machine', {
  engine: oneOf(
    { title: 'engine', meaning: `what computes: ${engineNames.join(', ')}`, default: 'auto', placeholder: 'name' },
    engineNames,
  ),
  threads: wholeOrAuto(
    {
      title: 'threads',
      meaning: 'threads of the wasm engine; auto takes as many as have work. Results do not depend on them',
      default: 'auto',
      placeholder: 'n',
      example: '2',
    },
    64,
  ),
});
