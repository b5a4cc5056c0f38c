export { ascriptionOf } from "./ascription.ts";
export { addressIn, authorityName } from "./authority.ts";
export {
  breaksWord,
  joinsWords,
  lineEndGlyph,
  lineEndGlyphBefore,
  lineHyphen,
  standsBy,
  withoutLineHyphen,
  withoutUnspacedLayout,
} from "./broken-word.ts";
export { type CanonicalTarget, canonicalTarget } from "./canonical-reference.ts";
export { checkCircles, hasCircles, type RowStep, rowStepsIn } from "./circles.ts";
export { type CiteStructure, citedElements, citeStructuresIn } from "./cite-structure.ts";
export { type CitedName, type CitedWords, isWordless, NO_WORDS } from "./cited-words.ts";
export { NOTED_DATES, NOTED_WORDS } from "./csl-variables.ts";
export { dayIn } from "./day.ts";
export { bareDoi } from "./doi.ts";
export { editedText, isLeftOut, leavesOutMarks, type TextOptions } from "./edited-text.ts";
export {
  type Entry,
  entriesNamedBy,
  entryAt,
  entryCalled,
  entryMeant,
  entryOf,
  hasOwnId,
  hasRegisterOfWorks,
  type Particular,
  REGISTER_NAMES,
  REGISTERS,
  type RegisterName,
  type Registers,
} from "./entry.ts";
export { filesPointedTo } from "./files-pointed-to.ts";
export { isItalicTitle } from "./italic-title.ts";
export { closesBehind, isJoint, JOINING, opensBefore } from "./joined-tokens.ts";
export { isLayoutBeforeSign } from "./layout-before-sign.ts";
export { RECEIVED, SENT } from "./letter-act.ts";
export { checkLinks, type LinkSetting } from "./links.ts";
export { isListOfLetters } from "./list-of-letters.ts";
export { isListed, pointsToWork } from "./listed-work.ts";
export { withoutSignal } from "./loose-match.ts";
export { readLooseWork } from "./loose-work.ts";
export {
  type Certainty,
  type Evidence,
  leadersOf,
  matchWorks,
  type WorkMatch,
} from "./match-work.ts";
export { namedBodies, saidIn } from "./named-bodies.ts";
export { citedNumber, numberValue } from "./numeral.ts";
export { isKoran } from "./other-titles.ts";
export { outermostTexts } from "./outermost-texts.ts";
export { documentOfPage, type EntryKind, isFileName, pageOf, pageOfDocument } from "./page.ts";
export {
  AND_OTHERS,
  bodyName,
  isOthers,
  parseName,
  readName,
  saidName,
  withoutLifeDates,
} from "./personal-name.ts";
export {
  type AnchorIndex,
  type Anchors,
  anchorsOf,
  firstSaid,
  type LinkScope,
  type LoadTree,
  labelIn,
  linkScope,
  namesOfEntries,
  ownTarget,
  type PointerTarget,
  pointersIn,
  resolvePointer,
  scopeOf,
} from "./pointer.ts";
export { isRegister } from "./register-document.ts";
export {
  type EditionDocument,
  ENTRY_NAMES,
  type EntryAddress,
  eachRegister,
  entryAddresses,
  gatherRegisters,
  type RegisterRecord,
  readEntries,
  readRegisters,
  registerKeys,
} from "./registers.ts";
export { hasRelations } from "./relations.ts";
export { addressOfFile, decoded, fileAtAddress, linkTo, parted, readAddress } from "./site-address.ts";
export { entryXmlId } from "./sole-entry.ts";
export { speakerBySign } from "./speaker-sign.ts";
export { speechLabel } from "./speech-label.ts";
export { checkUnusedIds, targetsOf } from "./unused-ids.ts";
export { countRuns, fold, foldedWords, letters, singleSpaced, withoutSmallWords } from "./words.ts";
export {
  type Contributor,
  citedUnder,
  hasFurtherNames,
  type Identifier,
  type PersonalName,
  ROLES,
  type Role,
  type Shelfmark,
  type TitleLevel,
  type Work,
  type WorkDate,
  type WorkType,
} from "./work.ts";
export { readDate } from "./work-date.ts";
export {
  type GrowingIndex,
  growingIndex,
  indexWorks,
  parseWords,
  plainIdentifier,
  takeIdentifiers,
  type WorkIndex,
} from "./work-index.ts";
