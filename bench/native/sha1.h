/* SHA-1 in portable C, for processors without instructions for it. */
#ifndef RTEMU_SHA1_H
#define RTEMU_SHA1_H
#include <stdint.h>

static inline uint32_t turn(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void sha1_block(uint32_t state[5], uint32_t w[16]) {
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
#define SCHEDULED(t) \
  (w[(t) & 15] = (t) < 16 ? w[t] : turn(w[((t) - 3) & 15] ^ w[((t) - 8) & 15] ^ w[((t) - 14) & 15] ^ w[(t) & 15], 1))
#define ROUND(a, b, c, d, e, f, k, t)         \
  e += turn(a, 5) + (f) + (k) + SCHEDULED(t); \
  b = turn(b, 30);
#define FIVE(f, k, t)                        \
  ROUND(a, b, c, d, e, f(b, c, d), k, t)     \
  ROUND(e, a, b, c, d, f(a, b, c), k, t + 1) \
  ROUND(d, e, a, b, c, f(e, a, b), k, t + 2) \
  ROUND(c, d, e, a, b, f(d, e, a), k, t + 3) \
  ROUND(b, c, d, e, a, f(c, d, e), k, t + 4)
#define TWENTY(f, k, t) FIVE(f, k, t) FIVE(f, k, t + 5) FIVE(f, k, t + 10) FIVE(f, k, t + 15)
#define CHOOSE(b, c, d) ((d) ^ ((b) & ((c) ^ (d))))
#define PARITY(b, c, d) ((b) ^ (c) ^ (d))
#define MAJORITY(b, c, d) (((b) & (c)) | ((d) & ((b) | (c))))
  TWENTY(CHOOSE, 0x5a827999, 0)
  TWENTY(PARITY, 0x6ed9eba1, 20)
  TWENTY(MAJORITY, 0x8f1bbcdc, 40)
  TWENTY(PARITY, 0xca62c1d6, 60)
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

/* GetNewKeyFromSHA with keys of four words. */
static void get_new_key_portable(const uint32_t start[4], const uint32_t session[4], uint32_t interim[4]) {
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const uint32_t pad = 0xf2f2f2f2;
  uint32_t first[16] = {start[0], start[1], start[2], start[3], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, session[0], session[1]};
  uint32_t second[16] = {session[2], session[3], pad, pad, pad, pad, pad, pad,
                         pad, pad, pad, pad, 0x80000000, 0, 0, 112 * 8};
  sha1_block(state, first);
  sha1_block(state, second);
  for (int i = 0; i < 4; i++) interim[i] = state[i];
}
#endif
