/** The fields of a class that the value lacks, or has in a form that the class does not admit. */
type Mismatch<Shown, Value> = {
  [K in keyof Shown]: K extends keyof Value ? (Value[K] extends Shown[K] ? never : K) : K;
}[keyof Shown];

/**
 * Ties a GraphQL class to the row or value behind it: `@shows<Rows["Vm"]>()`. A column that is renamed, or that
 * may be null where the class says that it may not, then fails to compile. It does nothing else.
 */
export function shows<Value>() {
  return <Shown>(
    _class: abstract new () => Shown & ([Mismatch<Shown, Value>] extends [never] ? unknown : Mismatch<Shown, Value>),
  ): void => {};
}
