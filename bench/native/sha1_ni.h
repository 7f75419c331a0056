/* SHA-1 blocks with the SHA extensions of x86, chosen at run time. */
#ifndef RTEMU_SHA1_NI_H
#define RTEMU_SHA1_NI_H
#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdint.h>
#define HAVE_SHA1_NI 1

static int cpu_has_sha(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  return (b >> 29) & 1;
}

/* Four rounds. `w` are their words; e0 holds E turned and added to the words, e1 receives the next A to D. */
#define ROUNDS(group, w, e0, e1)          \
  e0 = _mm_sha1nexte_epu32(e0, w);        \
  e1 = abcd;                              \
  abcd = _mm_sha1rnds4_epu32(abcd, e0, group);

/* Sixteen words of schedule stand in m0 to m3; each step replaces the oldest four. */
#define SCHEDULE(m0, m1, m2, m3) \
  m0 = _mm_sha1msg2_epu32(_mm_xor_si128(_mm_sha1msg1_epu32(m0, m1), m2), m3);

/* One block of sixteen words, first word in the highest lane of each vector. */
__attribute__((target("sha,sse4.1"))) static inline void sha1_block_ni(__m128i *state, __m128i *state_e, __m128i m0,
                                                                        __m128i m1, __m128i m2, __m128i m3) {
  __m128i abcd = *state, e0 = *state_e, e1;
  const __m128i abcd_before = abcd, e_before = e0;
  e0 = _mm_add_epi32(e0, m0);
  e1 = abcd;
  abcd = _mm_sha1rnds4_epu32(abcd, e0, 0);
  ROUNDS(0, m1, e1, e0)
  ROUNDS(0, m2, e0, e1)
  ROUNDS(0, m3, e1, e0)
  SCHEDULE(m0, m1, m2, m3) ROUNDS(0, m0, e0, e1)
  SCHEDULE(m1, m2, m3, m0) ROUNDS(1, m1, e1, e0)
  SCHEDULE(m2, m3, m0, m1) ROUNDS(1, m2, e0, e1)
  SCHEDULE(m3, m0, m1, m2) ROUNDS(1, m3, e1, e0)
  SCHEDULE(m0, m1, m2, m3) ROUNDS(1, m0, e0, e1)
  SCHEDULE(m1, m2, m3, m0) ROUNDS(1, m1, e1, e0)
  SCHEDULE(m2, m3, m0, m1) ROUNDS(2, m2, e0, e1)
  SCHEDULE(m3, m0, m1, m2) ROUNDS(2, m3, e1, e0)
  SCHEDULE(m0, m1, m2, m3) ROUNDS(2, m0, e0, e1)
  SCHEDULE(m1, m2, m3, m0) ROUNDS(2, m1, e1, e0)
  SCHEDULE(m2, m3, m0, m1) ROUNDS(2, m2, e0, e1)
  SCHEDULE(m3, m0, m1, m2) ROUNDS(3, m3, e1, e0)
  SCHEDULE(m0, m1, m2, m3) ROUNDS(3, m0, e0, e1)
  SCHEDULE(m1, m2, m3, m0) ROUNDS(3, m1, e1, e0)
  SCHEDULE(m2, m3, m0, m1) ROUNDS(3, m2, e0, e1)
  SCHEDULE(m3, m0, m1, m2) ROUNDS(3, m3, e1, e0)
  *state_e = _mm_sha1nexte_epu32(e0, e_before);
  *state = _mm_add_epi32(abcd, abcd_before);
}

/* GetNewKeyFromSHA with keys of four words, the first highest in its vector. */
__attribute__((target("sha,sse4.1"))) static void get_new_key_ni(const uint32_t start[4], const uint32_t session[4],
                                                                  uint32_t interim[4]) {
  __m128i abcd = _mm_set_epi32(0x67452301, (int)0xefcdab89, (int)0x98badcfe, 0x10325476);
  __m128i e = _mm_set_epi32((int)0xc3d2e1f0, 0, 0, 0);
  const __m128i zero = _mm_setzero_si128(), pad = _mm_set1_epi32((int)0xf2f2f2f2);
  const __m128i key = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)session), 0x1b);
  const __m128i first = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)start), 0x1b);
  sha1_block_ni(&abcd, &e, first, zero, zero, _mm_unpackhi_epi64(key, zero));
  sha1_block_ni(&abcd, &e, _mm_unpacklo_epi64(pad, key), pad, pad, _mm_set_epi32((int)0x80000000, 0, 0, 112 * 8));
  _mm_storeu_si128((__m128i *)interim, _mm_shuffle_epi32(abcd, 0x1b));
}
#endif
#endif
