/** What `@jest/globals` gives, where the tests share one Node: there they are truly global. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } = globalThis;
