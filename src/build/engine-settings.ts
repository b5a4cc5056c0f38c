import { setFlagsFromString } from "node:v8";

/** The heap may grow by so many per cent before it is gone through for what is no longer needed; V8 waits for up to 300. */
export const GROWTH = { ofCheck: 30, ofBuild: 100 } as const;

/**
 * Has V8 clear away sooner what is no longer needed, for the whole process and the threads it starts afterwards. A package of
 * a hundred thousand files makes small records of each, and a check reads one text after the other, all of which are done
 * with at once; V8 lets them pile up to several times what is alive (measured: 420 MB where 230 do for a package, 545 where
 * 400 do for a check in two threads, in the same time). Where more is alive for long, as in a build, that is dear, a sixth
 * more; a build may grow by more (measured: 255 MB where 340 do for 30 plays, in the same time).
 */
export function keepHeapSmall(growth: number = GROWTH.ofCheck): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}

/**
 * Says whether V8 may make fast code of what runs often. In a run that is over in a tenth of a second it takes longer to make
 * than it saves, and a second core for it (measured: a quarter of the processor's time for a play of 200 kB); beyond some
 * 2 MB it saves more. Unlike other settings this one can be taken back, so that kept code is of use under both.
 */
export function allowFastCode(isAllowed: boolean): void {
  setFlagsFromString(isAllowed ? "--opt" : "--no-opt");
}
