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
  private readonly makers = new Map<string, NodeMessage>();
  private readonly constants = new Map<string, Constant>();

  /** @param file for messages */
  constructor(
    readonly message: GraphMessage,
    private readonly file: string,
  ) {
    for (const tensor of message.initializer) {
      const { name = '' } = tensor;
      // Readers differ in which one counts.
      if (this.tensors.has(name)) {
        throw new UserError({ rule: `${file} must have one array of each name`, received: `two of '${plain(name)}'` });
      }
      this.tensors.set(name, tensor);
    }
    this.nodes = message.node.filter((node) => {
      const tensor = node.opType === 'Constant' ? tensorIn(node) : undefined;
      if (tensor) this.tensors.set(tensor.name ?? '', tensor);
      return !tensor;
    });
    for (const node of this.nodes) {
      for (const name of new Set(node.input)) {
        const takers = this.takers.get(name);
        if (takers) takers.push(node);
        else this.takers.set(name, [node]);
      }
      for (const name of node.output) {
        if (name !== '' && (this.makers.has(name) || this.tensors.has(name)))
          throw this.refusal(node, 'its output is there already');
        this.makers.set(name, node);
      }
    }
  }

  /** Nodes that take the value, in the order of the file. */
  consumers(value: string): readonly NodeMessage[] {
    return this.takers.get(value) ?? [];
  }

  /** The node that computes the value; undefined for constants and what is given from outside. */
  maker(value: string | undefined): NodeMessage | undefined {
    return value === undefined ? undefined : this.makers.get(value);
  }

  /** The array of that name, decoded once; undefined where it is none. */
  constant(name: string | undefined): Constant | undefined {
    const tensor = name === undefined ? undefined : this.tensors.get(name);
    if (name === undefined || !tensor) return undefined;
    const constant = this.constants.get(name) ?? constantOf(tensor);
    this.constants.set(name, constant);
    return constant;
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
