import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { SaxonJS, type XdmNode, type XError } from "./saxon.ts";
import { collectionAt } from "./stylesheet-collection.ts";
import { type AskedFiles, askForFiles, confine } from "./stylesheet-confinement.ts";
import type {
  StylesheetFault,
  StylesheetReply,
  StylesheetWorkerData,
  TransformQuestion,
} from "./stylesheet-message.ts";
import { withWayOut } from "./stylesheet-words.ts";

/** The thread in which compiled stylesheets run, one after the other. */
function serve(port: MessagePort, data: StylesheetWorkerData): void {
  const write = (path: string): void => {
    throw new Error(`A stylesheet may not write ${path}`);
  };
  const files = askForFiles(data);
  confine({ read: files.read, write, isProgram: () => false });
  port.on("message", (question: TransformQuestion) => port.postMessage(answer(question, files)));
}

function answer(question: TransformQuestion, files: AskedFiles): StylesheetReply {
  const messages: string[] = [];
  try {
    return transform(question, files, messages);
  } catch (error) {
    return { kind: "failed", fault: faultOf(error, question, messages) };
  }
}

function transform(question: TransformQuestion, { list }: AskedFiles, messages: string[]): StylesheetReply {
  const resultDocuments: [string, string][] = [];
  const { compiled, documentText, documentUri, initialTemplate } = question;
  const { principalResult } = SaxonJS.transform(
    {
      stylesheetText: compiled,
      stylesheetBaseURI: question.stylesheetUri,
      stylesheetParams: Object.fromEntries(
        question.parameters.map(([name, value]) => [name, untyped(value)]),
      ),
      ...(initialTemplate === null ? {} : { initialTemplate }),
      ...(documentText === null ? {} : { sourceText: documentText, sourceBaseURI: documentUri }),
      baseOutputURI: question.baseOutput,
      collectionFinder: (uri) => collectionAt(uri, { list, say: (message) => messages.push(message) }),
      destination: "serialized",
      deliverMessage: (content) => messages.push(wordsOf(content)),
      deliverResultDocument: () => ({
        destination: "serialized",
        save: (uri, text) => resultDocuments.push([String(uri), text]),
      }),
    },
    "sync",
  );
  const principal = typeof principalResult === "string" ? principalResult : "";
  return { kind: "transformed", principal, resultDocuments, messages };
}

/** Parameters are untyped, so that `as="xs:integer"` takes "3" and `as="xs:boolean"` takes "true". */
function untyped(value: string): unknown {
  return SaxonJS.atom(value, "untypedAtomic");
}

/** A message as text; with its tags where it has some. */
function wordsOf(content: XdmNode): string {
  for (let node = content.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1)
      return SaxonJS.serialize(content, { method: "xml", "omit-xml-declaration": true });
  }
  return content.textContent ?? "";
}

const TOO_DEEP =
  "The stylesheet goes deeper than the stack allows: a template or function calls itself too often";

function faultOf(error: unknown, question: TransformQuestion, messages: readonly string[]): StylesheetFault {
  if (error instanceof RangeError)
    return { message: TOO_DEEP, code: null, module: null, line: null, messages };
  const { message, code, xsltLineNr, xsltModule } = error as Partial<XError> & { message: string };
  const modules = [question.stylesheetUri, ...question.modules];
  const module = modules.find((uri) => xsltModule && decodeURI(uri).endsWith(`/${xsltModule}`)) ?? null;
  return {
    message: withWayOut(message),
    code: code === undefined ? null : String(code).replace(/^Q\{.*\}/u, ""),
    module,
    line: module === null ? null : Number(xsltLineNr),
    messages,
  };
}

serve(parentPort!, workerData as StylesheetWorkerData);
