// Loaded into PostgreSQL by LD_PRELOAD. Counts what it asks of the disk and of its clients, and makes the disk as slow as the bench
// says, at any moment: all in one page of a file, which the backends share because they are forked. bench/src/preload.ts has the
// other side. Compiled with -DPAGE='"<file>"'.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>

struct page {
  uint64_t delay_us;    // written by the bench
  uint64_t fdatasyncs;  // of the WAL: data files are written with fsync
  uint64_t turns;       // times a client was answered and asked again
};

static struct page none, *page = &none;
static int answered;  // backends have one thread

__attribute__((constructor)) static void share(void) {
  int file = open(PAGE, O_RDWR | O_CLOEXEC);
  void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) page = mapped;
}

static void wait_for_disk(void) {
  uint64_t us = __atomic_load_n(&page->delay_us, __ATOMIC_RELAXED);
  struct timespec left = {us / 1000000, us % 1000000 * 1000};
  while (us > 0 && nanosleep(&left, &left) != 0) continue;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fdatasync(int file) {
  __atomic_fetch_add(&page->fdatasyncs, 1, __ATOMIC_RELAXED);
  wait_for_disk();
  return REAL(fdatasync)(file);
}

int fsync(int file) {
  wait_for_disk();
  return REAL(fsync)(file);
}

ssize_t send(int socket, const void *bytes, size_t size, int flags) {
  static ssize_t (*real)(int, const void *, size_t, int);
  if (!real) real = REAL(send);
  answered = 1;
  return real(socket, bytes, size, flags);
}

ssize_t recv(int socket, void *bytes, size_t size, int flags) {
  static ssize_t (*real)(int, void *, size_t, int);
  if (!real) real = REAL(recv);
  ssize_t got = real(socket, bytes, size, flags);
  if (got > 0 && answered) {
    answered = 0;
    __atomic_fetch_add(&page->turns, 1, __ATOMIC_RELAXED);
  }
  return got;
}
