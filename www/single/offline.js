// @ts-check
/** The single file is all there is: nothing is left to keep. */

export async function keepForOffline() {}
