import type { Face } from './face.js';

/** Fetches what takes long to load. (The bundle of the program has this file's work done by a file beside it.) */
export const loadFace = async (): Promise<Face> => (await import('./face.js')).face;
