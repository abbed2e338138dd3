import type { AttributeValue, Recipe } from './recipes.ts';
import { type AttributeMessage, attributeTypes, dataTypes, type NodeMessage, type TensorMessage } from './schema.ts';

/** The nodes and constants of a graph in the making, each under its own name. */
export class GraphBuilder {
  readonly nodes: NodeMessage[] = [];
  readonly initializers: TensorMessage[] = [];

  add(
    op: string,
    input: readonly string[],
    output: string,
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): void {
    this.nodes.push({
      input,
      output: [output],
      name: output,
      opType: op,
      attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
    });
  }

  /** An array in float32; its name. */
  constant(name: string, dims: readonly number[], values: ArrayLike<number>): string {
    const bytes = new Uint8Array(values.length * 4);
    const view = new DataView(bytes.buffer);
    for (let k = 0; k < values.length; k++) view.setFloat32(k * 4, values[k], true);
    this.initializers.push({
      dims,
      dataType: dataTypes.float,
      floats: [],
      int64s: [],
      name,
      raw: bytes,
      doubles: [],
      external: [],
    });
    return name;
  }

  /**
   * The steps of a recipe, one node each.
   * @param z name of the value that they begin with
   * @param output name of the last step's output; those before it are called after it
   * @param slope name of the learned number, where the recipe has one
   * @returns output
   */
  chain(recipe: Recipe, z: string, output: string, slope = ''): string {
    const nameOf = (place: number) => (place === recipe.length - 1 ? output : `${output}.${place}`);
    recipe.forEach(({ op, inputs, attributes }, place) => {
      const names = inputs.map((input, k) => {
        if (input === 'z') return z;
        if (input === 'slope') return slope;
        if (typeof input === 'object' && 'step' in input) return nameOf(input.step);
        const values = typeof input === 'number' ? [input] : input;
        return this.constant(`${nameOf(place)}.constant.${k}`, values.length === 1 ? [] : [values.length], values);
      });
      this.add(op, names, nameOf(place), attributes);
    });
    return output;
  }
}

function attributeOf(name: string, value: AttributeValue): AttributeMessage {
  const kind = typeof value === 'string' ? 's' : Number.isInteger(value) && name === 'axis' ? 'i' : 'f';
  return { floats: [], ints: [], name, [kind]: value, type: attributeTypes[kind] };
}
