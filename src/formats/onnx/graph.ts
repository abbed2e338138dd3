import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import { type Constant, constantOf, tensorIn } from './constants.ts';
import type { AttributeValue } from './recipes.ts';
import type { AttributeMessage, GraphMessage, NodeMessage, TensorMessage } from './schema.ts';

/** A graph to find one's way in: which nodes take a value, and which values are constant. */
export class Graph {
  /** Nodes that compute something of the input: all but constants. */
  readonly nodes: readonly NodeMessage[];
  private readonly tensors = new Map<string, TensorMessage>();
  private readonly takers = new Map<string, NodeMessage[]>();

  /** @param file for messages */
  constructor(
    readonly message: GraphMessage,
    private readonly file: string,
  ) {
    for (const tensor of message.initializer) this.tensors.set(tensor.name ?? '', tensor);
    this.nodes = message.node.filter((node) => {
      const tensor = node.opType === 'Constant' ? tensorIn(node) : undefined;
      if (tensor) this.tensors.set(tensor.name ?? '', tensor);
      return !tensor;
    });
    const made = new Set<string>();
    for (const node of this.nodes) {
      for (const name of new Set(node.input)) {
        const takers = this.takers.get(name);
        if (takers) takers.push(node);
        else this.takers.set(name, [node]);
      }
      for (const name of node.output) {
        if (name !== '' && (made.has(name) || this.tensors.has(name)))
          throw this.refusal(node, 'its output is there already');
        made.add(name);
      }
    }
  }

  /** Nodes that take the value, in the order of the file. */
  consumers(value: string): readonly NodeMessage[] {
    return this.takers.get(value) ?? [];
  }

  /** The array of that name; undefined where it is none. */
  constant(name: string | undefined): Constant | undefined {
    const tensor = name === undefined ? undefined : this.tensors.get(name);
    return tensor && constantOf(tensor);
  }

  /** What is given from outside. */
  inputs() {
    return this.message.input.filter(({ name }) => !this.tensors.has(name ?? ''));
  }

  /** The error for a node that a plain network does not have. */
  refusal({ opType = '', name, output, domain }: NodeMessage, why?: string): UserError {
    const operator = `${domain ? `${domain}.` : ''}${opType}`;
    return new UserError({
      rule: `${this.file} must be a plain multilayer perceptron: dense layers and activations, one after another`,
      received: `the operator ${plain(operator)} (node '${plain(name || (output[0] ?? ''))}')`,
      ...(why && { fix: why }),
    });
  }
}

/** Whether the node is one of ONNX's own operators, and not of an extension. */
export function isStandard({ domain }: NodeMessage): boolean {
  return !domain || domain === 'ai.onnx';
}

/** Inputs without those that are left out at the end. */
export function inputsOf({ input }: NodeMessage): readonly string[] {
  return input.slice(0, input.findLastIndex((name) => name !== '') + 1);
}

/** Attributes that were given, by name; undefined for one that is neither number nor text. */
export function attributesOf({ attribute }: NodeMessage): Record<string, AttributeValue | undefined> {
  return Object.fromEntries(attribute.map((one) => [one.name ?? '', attributeValue(one)]));
}

function attributeValue({ type, f, i, s }: AttributeMessage): AttributeValue | undefined {
  // Zero and nothing may be left out of the bytes.
  if (type === 1) return f ?? 0;
  if (type === 2) return i ?? 0;
  if (type === 3) return s ?? '';
  return f ?? i ?? s;
}
