/** The type of the sentences of a pattern: `{device} powers (on|off)` is `${string} powers on` or `${string} powers off`. */
export type SentenceOf<Pattern extends string> =
  Pattern extends `${infer Before}[${infer Inside}]${infer After}` ? `${SentenceOf<Before>}${'' | SentenceOf<Inside>}${SentenceOf<After>}`
    : Pattern extends `${infer Before}(${infer Choice})${infer After}` ? `${SentenceOf<Before>}${Options<Choice>}${SentenceOf<After>}`
      : Pattern extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${SentenceOf<After>}`
        : Pattern;

type Options<Choice extends string> = Choice extends `${infer First}|${infer Rest}` ? First | Options<Rest> : Choice;
