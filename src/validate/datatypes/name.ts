import type { Ranges } from "./ranges.ts";
import { isBlank } from "./white-space.ts";

/**
 * Where the characters that may begin a name begin and end beyond ASCII: XML 1.0, second to fourth edition, production 5
 * with appendix B. Boundaries, in pairs: the first code unit that belongs, the first that no longer does. XML Schema 1.0
 * refers to the second edition, whose tables the fourth still has; the fifth opened them.
 */
const NAME_START_BOUNDARIES: string =
  "\u00c0\u00d7\u00d8\u00f7\u00f8\u0132\u0134\u013f\u0141\u0149\u014a\u017f\u0180\u01c4\u01cd\u01f1" +
  "\u01f4\u01f6\u01fa\u0218\u0250\u02a9\u02bb\u02c2\u0386\u0387\u0388\u038b\u038c\u038d\u038e\u03a2" +
  "\u03a3\u03cf\u03d0\u03d7\u03da\u03db\u03dc\u03dd\u03de\u03df\u03e0\u03e1\u03e2\u03f4\u0401\u040d" +
  "\u040e\u0450\u0451\u045d\u045e\u0482\u0490\u04c5\u04c7\u04c9\u04cb\u04cd\u04d0\u04ec\u04ee\u04f6" +
  "\u04f8\u04fa\u0531\u0557\u0559\u055a\u0561\u0587\u05d0\u05eb\u05f0\u05f3\u0621\u063b\u0641\u064b" +
  "\u0671\u06b8\u06ba\u06bf\u06c0\u06cf\u06d0\u06d4\u06d5\u06d6\u06e5\u06e7\u0905\u093a\u093d\u093e" +
  "\u0958\u0962\u0985\u098d\u098f\u0991\u0993\u09a9\u09aa\u09b1\u09b2\u09b3\u09b6\u09ba\u09dc\u09de" +
  "\u09df\u09e2\u09f0\u09f2\u0a05\u0a0b\u0a0f\u0a11\u0a13\u0a29\u0a2a\u0a31\u0a32\u0a34\u0a35\u0a37" +
  "\u0a38\u0a3a\u0a59\u0a5d\u0a5e\u0a5f\u0a72\u0a75\u0a85\u0a8c\u0a8d\u0a8e\u0a8f\u0a92\u0a93\u0aa9" +
  "\u0aaa\u0ab1\u0ab2\u0ab4\u0ab5\u0aba\u0abd\u0abe\u0ae0\u0ae1\u0b05\u0b0d\u0b0f\u0b11\u0b13\u0b29" +
  "\u0b2a\u0b31\u0b32\u0b34\u0b36\u0b3a\u0b3d\u0b3e\u0b5c\u0b5e\u0b5f\u0b62\u0b85\u0b8b\u0b8e\u0b91" +
  "\u0b92\u0b96\u0b99\u0b9b\u0b9c\u0b9d\u0b9e\u0ba0\u0ba3\u0ba5\u0ba8\u0bab\u0bae\u0bb6\u0bb7\u0bba" +
  "\u0c05\u0c0d\u0c0e\u0c11\u0c12\u0c29\u0c2a\u0c34\u0c35\u0c3a\u0c60\u0c62\u0c85\u0c8d\u0c8e\u0c91" +
  "\u0c92\u0ca9\u0caa\u0cb4\u0cb5\u0cba\u0cde\u0cdf\u0ce0\u0ce2\u0d05\u0d0d\u0d0e\u0d11\u0d12\u0d29" +
  "\u0d2a\u0d3a\u0d60\u0d62\u0e01\u0e2f\u0e30\u0e31\u0e32\u0e34\u0e40\u0e46\u0e81\u0e83\u0e84\u0e85" +
  "\u0e87\u0e89\u0e8a\u0e8b\u0e8d\u0e8e\u0e94\u0e98\u0e99\u0ea0\u0ea1\u0ea4\u0ea5\u0ea6\u0ea7\u0ea8" +
  "\u0eaa\u0eac\u0ead\u0eaf\u0eb0\u0eb1\u0eb2\u0eb4\u0ebd\u0ebe\u0ec0\u0ec5\u0f40\u0f48\u0f49\u0f6a" +
  "\u10a0\u10c6\u10d0\u10f7\u1100\u1101\u1102\u1104\u1105\u1108\u1109\u110a\u110b\u110d\u110e\u1113" +
  "\u113c\u113d\u113e\u113f\u1140\u1141\u114c\u114d\u114e\u114f\u1150\u1151\u1154\u1156\u1159\u115a" +
  "\u115f\u1162\u1163\u1164\u1165\u1166\u1167\u1168\u1169\u116a\u116d\u116f\u1172\u1174\u1175\u1176" +
  "\u119e\u119f\u11a8\u11a9\u11ab\u11ac\u11ae\u11b0\u11b7\u11b9\u11ba\u11bb\u11bc\u11c3\u11eb\u11ec" +
  "\u11f0\u11f1\u11f9\u11fa\u1e00\u1e9c\u1ea0\u1efa\u1f00\u1f16\u1f18\u1f1e\u1f20\u1f46\u1f48\u1f4e" +
  "\u1f50\u1f58\u1f59\u1f5a\u1f5b\u1f5c\u1f5d\u1f5e\u1f5f\u1f7e\u1f80\u1fb5\u1fb6\u1fbd\u1fbe\u1fbf" +
  "\u1fc2\u1fc5\u1fc6\u1fcd\u1fd0\u1fd4\u1fd6\u1fdc\u1fe0\u1fed\u1ff2\u1ff5\u1ff6\u1ffd\u2126\u2127" +
  "\u212a\u212c\u212e\u212f\u2180\u2183\u3007\u3008\u3021\u302a\u3041\u3095\u30a1\u30fb\u3105\u312d" +
  "\u4e00\u9fa6\uac00\ud7a4";

/** The same for the characters that may go on in a name (productions 4 and 7). */
const NAME_BOUNDARIES: string =
  "\u00b7\u00b8\u00c0\u00d7\u00d8\u00f7\u00f8\u0132\u0134\u013f\u0141\u0149\u014a\u017f\u0180\u01c4" +
  "\u01cd\u01f1\u01f4\u01f6\u01fa\u0218\u0250\u02a9\u02bb\u02c2\u02d0\u02d2\u0300\u0346\u0360\u0362" +
  "\u0386\u038b\u038c\u038d\u038e\u03a2\u03a3\u03cf\u03d0\u03d7\u03da\u03db\u03dc\u03dd\u03de\u03df" +
  "\u03e0\u03e1\u03e2\u03f4\u0401\u040d\u040e\u0450\u0451\u045d\u045e\u0482\u0483\u0487\u0490\u04c5" +
  "\u04c7\u04c9\u04cb\u04cd\u04d0\u04ec\u04ee\u04f6\u04f8\u04fa\u0531\u0557\u0559\u055a\u0561\u0587" +
  "\u0591\u05a2\u05a3\u05ba\u05bb\u05be\u05bf\u05c0\u05c1\u05c3\u05c4\u05c5\u05d0\u05eb\u05f0\u05f3" +
  "\u0621\u063b\u0640\u0653\u0660\u066a\u0670\u06b8\u06ba\u06bf\u06c0\u06cf\u06d0\u06d4\u06d5\u06e9" +
  "\u06ea\u06ee\u06f0\u06fa\u0901\u0904\u0905\u093a\u093c\u094e\u0951\u0955\u0958\u0964\u0966\u0970" +
  "\u0981\u0984\u0985\u098d\u098f\u0991\u0993\u09a9\u09aa\u09b1\u09b2\u09b3\u09b6\u09ba\u09bc\u09bd" +
  "\u09be\u09c5\u09c7\u09c9\u09cb\u09ce\u09d7\u09d8\u09dc\u09de\u09df\u09e4\u09e6\u09f2\u0a02\u0a03" +
  "\u0a05\u0a0b\u0a0f\u0a11\u0a13\u0a29\u0a2a\u0a31\u0a32\u0a34\u0a35\u0a37\u0a38\u0a3a\u0a3c\u0a3d" +
  "\u0a3e\u0a43\u0a47\u0a49\u0a4b\u0a4e\u0a59\u0a5d\u0a5e\u0a5f\u0a66\u0a75\u0a81\u0a84\u0a85\u0a8c" +
  "\u0a8d\u0a8e\u0a8f\u0a92\u0a93\u0aa9\u0aaa\u0ab1\u0ab2\u0ab4\u0ab5\u0aba\u0abc\u0ac6\u0ac7\u0aca" +
  "\u0acb\u0ace\u0ae0\u0ae1\u0ae6\u0af0\u0b01\u0b04\u0b05\u0b0d\u0b0f\u0b11\u0b13\u0b29\u0b2a\u0b31" +
  "\u0b32\u0b34\u0b36\u0b3a\u0b3c\u0b44\u0b47\u0b49\u0b4b\u0b4e\u0b56\u0b58\u0b5c\u0b5e\u0b5f\u0b62" +
  "\u0b66\u0b70\u0b82\u0b84\u0b85\u0b8b\u0b8e\u0b91\u0b92\u0b96\u0b99\u0b9b\u0b9c\u0b9d\u0b9e\u0ba0" +
  "\u0ba3\u0ba5\u0ba8\u0bab\u0bae\u0bb6\u0bb7\u0bba\u0bbe\u0bc3\u0bc6\u0bc9\u0bca\u0bce\u0bd7\u0bd8" +
  "\u0be7\u0bf0\u0c01\u0c04\u0c05\u0c0d\u0c0e\u0c11\u0c12\u0c29\u0c2a\u0c34\u0c35\u0c3a\u0c3e\u0c45" +
  "\u0c46\u0c49\u0c4a\u0c4e\u0c55\u0c57\u0c60\u0c62\u0c66\u0c70\u0c82\u0c84\u0c85\u0c8d\u0c8e\u0c91" +
  "\u0c92\u0ca9\u0caa\u0cb4\u0cb5\u0cba\u0cbe\u0cc5\u0cc6\u0cc9\u0cca\u0cce\u0cd5\u0cd7\u0cde\u0cdf" +
  "\u0ce0\u0ce2\u0ce6\u0cf0\u0d02\u0d04\u0d05\u0d0d\u0d0e\u0d11\u0d12\u0d29\u0d2a\u0d3a\u0d3e\u0d44" +
  "\u0d46\u0d49\u0d4a\u0d4e\u0d57\u0d58\u0d60\u0d62\u0d66\u0d70\u0e01\u0e2f\u0e30\u0e3b\u0e40\u0e4f" +
  "\u0e50\u0e5a\u0e81\u0e83\u0e84\u0e85\u0e87\u0e89\u0e8a\u0e8b\u0e8d\u0e8e\u0e94\u0e98\u0e99\u0ea0" +
  "\u0ea1\u0ea4\u0ea5\u0ea6\u0ea7\u0ea8\u0eaa\u0eac\u0ead\u0eaf\u0eb0\u0eba\u0ebb\u0ebe\u0ec0\u0ec5" +
  "\u0ec6\u0ec7\u0ec8\u0ece\u0ed0\u0eda\u0f18\u0f1a\u0f20\u0f2a\u0f35\u0f36\u0f37\u0f38\u0f39\u0f3a" +
  "\u0f3e\u0f48\u0f49\u0f6a\u0f71\u0f85\u0f86\u0f8c\u0f90\u0f96\u0f97\u0f98\u0f99\u0fae\u0fb1\u0fb8" +
  "\u0fb9\u0fba\u10a0\u10c6\u10d0\u10f7\u1100\u1101\u1102\u1104\u1105\u1108\u1109\u110a\u110b\u110d" +
  "\u110e\u1113\u113c\u113d\u113e\u113f\u1140\u1141\u114c\u114d\u114e\u114f\u1150\u1151\u1154\u1156" +
  "\u1159\u115a\u115f\u1162\u1163\u1164\u1165\u1166\u1167\u1168\u1169\u116a\u116d\u116f\u1172\u1174" +
  "\u1175\u1176\u119e\u119f\u11a8\u11a9\u11ab\u11ac\u11ae\u11b0\u11b7\u11b9\u11ba\u11bb\u11bc\u11c3" +
  "\u11eb\u11ec\u11f0\u11f1\u11f9\u11fa\u1e00\u1e9c\u1ea0\u1efa\u1f00\u1f16\u1f18\u1f1e\u1f20\u1f46" +
  "\u1f48\u1f4e\u1f50\u1f58\u1f59\u1f5a\u1f5b\u1f5c\u1f5d\u1f5e\u1f5f\u1f7e\u1f80\u1fb5\u1fb6\u1fbd" +
  "\u1fbe\u1fbf\u1fc2\u1fc5\u1fc6\u1fcd\u1fd0\u1fd4\u1fd6\u1fdc\u1fe0\u1fed\u1ff2\u1ff5\u1ff6\u1ffd" +
  "\u20d0\u20dd\u20e1\u20e2\u2126\u2127\u212a\u212c\u212e\u212f\u2180\u2183\u3005\u3006\u3007\u3008" +
  "\u3021\u3030\u3031\u3036\u3041\u3095\u3099\u309b\u309d\u309f\u30a1\u30fb\u30fc\u30ff\u3105\u312d" +
  "\u4e00\u9fa6\uac00\ud7a4";

const ASCII_NAME_START: Ranges = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** The characters that may begin a Name, as a set. */
export function nameStartRanges(): Ranges {
  return [...ASCII_NAME_START, ...rangesWithin(NAME_START_BOUNDARIES)];
}

/** The characters that may stand in a Name, as a set. */
export function nameRanges(): Ranges {
  return [[0x2d, 0x2e], [0x30, 0x39], ...ASCII_NAME_START, ...rangesWithin(NAME_BOUNDARIES)];
}

/** Whether a UTF-16 code unit may begin a Name (XML 1.0, fourth edition, production 5), the colon among them. */
export function isNameStart(code: number): boolean {
  if (code > 0x7f) return within(NAME_START_BOUNDARIES, code);
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || code === 0x5f || code === 0x3a;
}

/** Whether a UTF-16 code unit may stand in a Name (production 4), the colon among them. */
export function isNameCharacter(code: number): boolean {
  if (code > 0x7f) return within(NAME_BOUNDARIES, code);
  const letter = code | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (code >= 0x2d && code <= 0x3a && code !== 0x2f) || code === 0x5f;
}

/** Whether a stretch of a string is a Name (production 5). */
export function isName(text: string, start: number, end: number): boolean {
  return start < end && isNameStart(text.charCodeAt(start)) && isNmtoken(text, start + 1, end, true);
}

/** Whether a stretch of a string is an NCName (Namespaces in XML, production 4): a Name without a colon. */
export function isNCName(text: string, start: number, end: number): boolean {
  return endOfNCName(text, start, end) === end && start < end;
}

/** Whether a stretch of a string is a QName (Namespaces in XML, production 6). */
export function isQName(text: string, start: number, end: number): boolean {
  const first = endOfNCName(text, start, end);
  if (first === start) return false;
  return first === end || (text.charCodeAt(first) === 0x3a && isNCName(text, first + 1, end));
}

/** Whether a stretch of a string is an Nmtoken (XML 1.0, production 7); `empty` says what to answer for no character. */
export function isNmtoken(text: string, start: number, end: number, empty = false): boolean {
  for (let i = start; i < end; i++) if (!isNameCharacter(text.charCodeAt(i))) return false;
  return start < end || empty;
}

/**
 * Whether every item of a list passes a test of stretches, and there is one at least, as NMTOKENS, IDREFS and ENTITIES
 * ask (XML Schema Part 2, sections 3.3.5, 3.3.10 and 3.3.12).
 */
export function everyItem(
  text: string,
  start: number,
  end: number,
  test: (text: string, start: number, end: number) => boolean,
): boolean {
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && !isBlank(text.charCodeAt(i))) continue;
    if (i > from && !test(text, from, i)) return false;
    from = i + 1;
  }
  return start < end;
}

function endOfNCName(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (start >= end || !isNameStart(first) || first === 0x3a) return start;
  let i = start + 1;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3a || !isNameCharacter(code)) break;
  }
  return i;
}

function within(boundaries: string, code: number): boolean {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boundaries.charCodeAt(middle) <= code) low = middle + 1;
    else high = middle;
  }
  return (low & 1) === 1;
}

function rangesWithin(boundaries: string): Ranges {
  const found: [number, number][] = [];
  for (let i = 0; i < boundaries.length; i += 2) {
    found.push([boundaries.charCodeAt(i), boundaries.charCodeAt(i + 1) - 1]);
  }
  return found;
}
