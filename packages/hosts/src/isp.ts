import { Internet } from './internet.js';

/** A provider of lines: a plain router in the middle that does more for those who are connected to it. */
export class Isp extends Internet {}
