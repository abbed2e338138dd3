/** A piece of HTML that needs no escaping any more. */
export class Html {
  constructor(readonly text: string) {}

  /** Its text without tags, for places that hold none; entities stay escaped, so it is HTML still. */
  plain(): Html {
    return new Html(
      this.text
        .replace(/<small>/g, ' · ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  }
}

type Part = string | number | Html | null | readonly Part[];

/** HTML with values in it: text is escaped, pieces of HTML and lists of them go in as they are, null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, k) => text + (k < parts.length ? inner(parts[k]) : '')).join(''));
}

function inner(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(inner).join('') : escapeHtml(String(part));
}

/** As text, with a number and its percent sign on one line. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]).replace(/(\d) %/g, '$1&nbsp;%');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Data for a script, which may hold no end tag and no comment of HTML: `<` is written as JSON may write it. */
export function jsonScript(id: string, value: unknown): Html {
  // Seven digits are more than a picture can show.
  const short = (_key: string, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(7)) : one);
  const json = JSON.stringify(value, short).replaceAll('<', '\\u003c');
  return new Html(`<script type="application/json" id="${id}">${json}</script>`);
}

/** Code that may stand inside a script: in JavaScript, `<\/script` and `<\!--` say the same in texts and patterns. */
export const inlineCode = (code: string): string => code.replace(/<(?=\/script|!--)/gi, '<\\');
