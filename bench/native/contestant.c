/*
 * The best C that we know for what the suites measure: the yardstick of `bench/`.
 *
 * Answers lines on standard input. "check CASE" is answered with a fingerprint of the work's result, which must be that
 * of every other contestant; "run CASE COUNT" with the nanoseconds of processor time that COUNT repetitions took.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "rc4.h"
#include "sha1.h"
#include "sha1_ni.h"

static void (*get_new_key)(const uint32_t *, const uint32_t *, uint32_t *) = get_new_key_portable;

static uint32_t start_key[4], session_key[4];
static box_t box[256];
static uint8_t packet[65536];

/* The initial session key is made of the start key twice, and is not enciphered (RFC 3079). */
static void begin(void) {
  for (uint32_t i = 0; i < 4; i++) start_key[i] = 0x01020304u + 0x04040404u * i;
  get_new_key(start_key, start_key, session_key);
  memset(packet, 0, sizeof packet);
}

static void change_key(void) {
  uint32_t interim[4];
  get_new_key(start_key, session_key, interim);
  rc4_schedule(box, interim);
  rc4_apply_key(box, interim, session_key);
}

/* Stateless MPPE with 128 bits. */
static void mppe(long count, size_t length) {
  for (long n = 0; n < count; n++) {
    change_key();
    rc4_schedule(box, session_key);
    rc4_apply(box, 0, packet, length);
  }
}

static uint32_t stream_j;

/* The stream alone; `length` is a multiple of 256. */
static void rc4(long count, size_t length) {
  for (long n = 0; n < count; n++) stream_j = rc4_apply(box, stream_j, packet, length);
}

static void change_keys(long count) {
  for (long n = 0; n < count; n++) change_key();
}

/* "mppe:64", "rc4:65536", "change-key". */
static int work(const char *name, long count) {
  const char *colon = strchr(name, ':');
  const unsigned long length = colon ? strtoul(colon + 1, NULL, 10) : 0;
  if (length > sizeof packet) return 0;
  if (strncmp(name, "mppe:", 5) == 0) mppe(count, length);
  else if (strncmp(name, "rc4:", 4) == 0 && length % 256 == 0) rc4(count, length);
  else if (strcmp(name, "change-key") == 0) change_keys(count);
  else return 0;
  return 1;
}

/* A fresh session; a stream over an empty packet. */
static void begin_check(void) {
  begin();
  rc4_schedule(box, session_key);
  stream_j = 0;
}

/* FNV-1a over the packet, behind one more stateless packet of 64 octets: all keys before it are in it. */
static uint32_t fingerprint(void) {
  mppe(1, 64);
  uint32_t hash = 0x811c9dc5;
  for (size_t i = 0; i < sizeof packet; i++) hash = (hash ^ packet[i]) * 0x01000193u;
  return hash;
}

static long long processor_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(void) {
  char line[128], name[64];
  long count;
#ifdef HAVE_SHA1_NI
  if (cpu_has_sha()) get_new_key = get_new_key_ni;
#endif
  for (int i = 0; i < 256; i++) identity_box[i] = (box_t)i;
  begin_check();
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "check %63s", name) == 1) {
      begin_check();
      if (!work(name, 100)) return 2;
      printf("%08x\n", fingerprint());
    } else if (sscanf(line, "run %63s %ld", name, &count) == 2) {
      const long long from = processor_time();
      if (!work(name, count)) return 2;
      printf("%lld\n", processor_time() - from);
    } else {
      return 2;
    }
    fflush(stdout);
  }
  return 0;
}
