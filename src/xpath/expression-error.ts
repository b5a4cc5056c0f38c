/** An XPath expression that cannot be understood, or could not be answered: the writer's mistake, with its reason. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  /** The expression as written. */
  readonly source: string;
  /** The error code of XPath 3.1 (`XPST0003`), or null where the engine gave none. */
  readonly code: string | null;

  constructor(source: string, reason: string, code: string | null) {
    super(`${reason} in the expression ${source.trim()}`);
    this.source = source;
    this.code = code;
  }
}

/** A function of the edition's own that failed when an expression called it. */
export class FunctionFailure extends Error {
  override readonly name = "FunctionFailure";
  /** The function's name as expressions write it. */
  readonly called: string;
  readonly reason: string;

  constructor(called: string, reason: string) {
    super(`The function ${called}() of the configuration failed: ${reason}`);
    this.called = called;
    this.reason = reason;
  }
}
