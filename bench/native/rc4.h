/* RC4 as fast as C does it here: the box in whole words, key schedule and stream written out by the preprocessor. */
#ifndef RTEMU_RC4_H
#define RTEMU_RC4_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef BOX_TYPE
#define BOX_TYPE uint32_t
#endif
typedef BOX_TYPE box_t;

#define TIMES4(step, n) step((n)) step((n) + 1) step((n) + 2) step((n) + 3)
#define TIMES16(step, n) TIMES4(step, n) TIMES4(step, (n) + 4) TIMES4(step, (n) + 8) TIMES4(step, (n) + 12)
#define TIMES64(step, n) TIMES16(step, n) TIMES16(step, (n) + 16) TIMES16(step, (n) + 32) TIMES16(step, (n) + 48)
#define TIMES256(step) TIMES64(step, 0) TIMES64(step, 64) TIMES64(step, 128) TIMES64(step, 192)

static box_t identity_box[256];

/* The key is four words, high octet first. */
static void rc4_schedule(box_t *restrict box, const uint32_t key[4]) {
  uint8_t k[16];
  for (int q = 0; q < 16; q++) k[q] = (uint8_t)(key[q >> 2] >> (24 - 8 * (q & 3)));
  memcpy(box, identity_box, sizeof identity_box);
  uint32_t j = 0;
#define STEP(n)                        \
  {                                    \
    const uint32_t t = box[n];         \
    j = (j + t + k[(n) & 15]) & 0xff;  \
    box[n] = box[j];                   \
    box[j] = (box_t)t;                 \
  }
  TIMES256(STEP)
#undef STEP
}

#define STREAM_STEP(i)                \
  const uint32_t a = box[i];          \
  j = (j + a) & 0xff;                 \
  const uint32_t b = box[j];          \
  box[i] = (box_t)b;                  \
  box[j] = (box_t)a;

/* Four octets of stream at a known i, XORed as a word. */
#define WORD_STEP(i)                                                                  \
  {                                                                                   \
    uint32_t word, o = 0;                                                             \
    memcpy(&word, at + ((i) - 1), 4);                                                 \
    { STREAM_STEP((i) & 255) o = box[(a + b) & 0xff]; }                               \
    { STREAM_STEP(((i) + 1) & 255) o |= (uint32_t)box[(a + b) & 0xff] << 8; }         \
    { STREAM_STEP(((i) + 2) & 255) o |= (uint32_t)box[(a + b) & 0xff] << 16; }        \
    { STREAM_STEP(((i) + 3) & 255) o |= (uint32_t)box[(a + b) & 0xff] << 24; }        \
    word ^= o;                                                                        \
    memcpy(at + ((i) - 1), &word, 4);                                                 \
  }
#define WORDS4(i) WORD_STEP(i) WORD_STEP((i) + 4) WORD_STEP((i) + 8) WORD_STEP((i) + 12)
#define WORDS16(i) WORDS4(i) WORDS4((i) + 16) WORDS4((i) + 32) WORDS4((i) + 48)

/* The stream over `length` octets, in place, from i = 0; gives j back, with which a stream of whole 256s goes on. */
static uint32_t rc4_apply(box_t *restrict box, uint32_t j, uint8_t *restrict at, size_t length) {
  while (length >= 256) {
    WORDS16(1) WORDS16(65) WORDS16(129) WORDS16(193)
    at += 256;
    length -= 256;
  }
  uint32_t i = 0;
  for (; length >= 4; length -= 4, at += 4) {
    uint32_t word, o = 0;
    memcpy(&word, at, 4);
    { i = (i + 1) & 255; STREAM_STEP(i) o = box[(a + b) & 0xff]; }
    { i = (i + 1) & 255; STREAM_STEP(i) o |= (uint32_t)box[(a + b) & 0xff] << 8; }
    { i = (i + 1) & 255; STREAM_STEP(i) o |= (uint32_t)box[(a + b) & 0xff] << 16; }
    { i = (i + 1) & 255; STREAM_STEP(i) o |= (uint32_t)box[(a + b) & 0xff] << 24; }
    word ^= o;
    memcpy(at, &word, 4);
  }
  for (; length > 0; length--, at++) {
    i = (i + 1) & 255;
    STREAM_STEP(i)
    *at ^= (uint8_t)box[(a + b) & 0xff];
  }
  return j;
}

/* Four words of key enciphered with the stream from its start. */
static void rc4_apply_key(box_t *restrict box, const uint32_t from[4], uint32_t to[4]) {
  uint32_t j = 0;
#define KEY_STEP(i) { STREAM_STEP(i) o = o << 8 | box[(a + b) & 0xff]; }
#define KEY_WORD(n)                \
  {                                \
    uint32_t o = 0;                \
    TIMES4(KEY_STEP, 4 * (n) + 1)  \
    to[n] = from[n] ^ o;           \
  }
  KEY_WORD(0) KEY_WORD(1) KEY_WORD(2) KEY_WORD(3)
#undef KEY_WORD
#undef KEY_STEP
}
#endif
