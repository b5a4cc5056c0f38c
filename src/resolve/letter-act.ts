/**
 * What was done with a letter, by the types of `correspAction` (TEI P5, 2.4.6): those of the Guidelines, and the words that
 * editions have for the same.
 */
export const SENT: RegExp = /^(?:sent|sent[-_ ]?by|sender|written|author|from)$/iu;
export const RECEIVED: RegExp =
  /^(?:received|received[-_ ]?by|receiver|recipient|delivered|delivered[-_ ]?to|addressee|to)$/iu;
