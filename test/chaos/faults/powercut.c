/*
 * Stands between a program and the disk (LD_PRELOAD, Linux with glibc): records what is written to the files of one
 * directory and what is synced, and plays the disk's bad days. All of it is steered by environment variables, read
 * at every call, so that a process can steer itself:
 *
 *   COMANDA_FAULT_DIR             only files whose path begins with this are touched; unset, nothing is
 *   COMANDA_FAULT_TRACE           file to record to (see record() for the format)
 *   COMANDA_FAULT_FSYNC_FAIL      "NAME:n": the n-th fsync from now on fails with EIO; a new NAME starts to count anew
 *   COMANDA_FAULT_FSYNC_DELAY_MS  each fsync takes this much longer
 *   COMANDA_FAULT_FULL            while a file of this name exists, nothing can be written (ENOSPC)
 *   COMANDA_FAULT_READ_ONLY       "1": nothing can be opened for writing, nor made (EROFS)
 *
 * When an fsync was failed, COMANDA_FAULT_FIRED is set to the value of COMANDA_FAULT_FSYNC_FAIL.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MAX_FD 4096

enum kind { CREATE = 1, WRITE = 2, SYNC = 3, TRUNCATE = 4, UNLINK = 5, RENAME = 6, SYNC_FAILED = 7 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *paths[MAX_FD];
static int trace_fd = -1;
static char fail_setting[64];
static long fsyncs;

#define REAL(result, name, ...)                         \
  static result (*real)(__VA_ARGS__);                   \
  if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int ours(const char *path) {
  const char *dir = getenv("COMANDA_FAULT_DIR");
  return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static const char *path_of(int fd) {
  return fd >= 0 && fd < MAX_FD ? paths[fd] : NULL;
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    long done = syscall(SYS_write, trace_fd, at, length);
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

/*
 * One record, all numbers little-endian: kind (4 bytes), length of the path (4), offset (8), length of the data (8),
 * the path, the data. Called with the lock held, after the call that it tells of.
 */
static void record(enum kind kind, const char *path, uint64_t offset, const void *data, uint64_t length) {
  const char *file = getenv("COMANDA_FAULT_TRACE");
  if (!file) return;
  if (trace_fd < 0) {
    trace_fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (trace_fd < 0) abort();
  }
  uint32_t head[2] = {kind, (uint32_t)strlen(path)};
  uint64_t numbers[2] = {offset, length};
  put(head, sizeof head);
  put(numbers, sizeof numbers);
  put(path, head[1]);
  if (length > 0) put(data, length);
}

static int read_only(const char *path) {
  return ours(path) && getenv("COMANDA_FAULT_READ_ONLY") != NULL;
}

static int full(const char *path) {
  const char *flag = getenv("COMANDA_FAULT_FULL");
  return path && flag && syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) == 0;
}

static int opened(int fd, const char *path, int is_new, int flags) {
  if (fd < 0 || fd >= MAX_FD) return fd;
  pthread_mutex_lock(&lock);
  free(paths[fd]);
  paths[fd] = ours(path) ? strdup(path) : NULL;
  if (paths[fd] && is_new) record(CREATE, path, 0, NULL, 0);
  else if (paths[fd] && (flags & O_TRUNC)) record(TRUNCATE, path, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return fd;
}

static int open_with(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && read_only(path)) {
    errno = EROFS;
    return -1;
  }
  int is_new = (flags & O_CREAT) && ours(path) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
  return opened(real(path, flags, mode), path, is_new, flags);
}

#define OPEN(name)                                      \
  int name(const char *path, int flags, ...) {          \
    REAL(int, #name, const char *, int, ...);           \
    va_list rest;                                       \
    va_start(rest, flags);                              \
    mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                       \
    return open_with(real, path, flags, mode);          \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL(int, "close", int);
  if (path_of(fd)) {
    pthread_mutex_lock(&lock);
    free(paths[fd]);
    paths[fd] = NULL;
    pthread_mutex_unlock(&lock);
  }
  return real(fd);
}

static ssize_t wrote(const char *path, uint64_t offset, const void *bytes, ssize_t done) {
  if (done > 0) record(WRITE, path, offset, bytes, (uint64_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

#define PWRITE(name)                                                       \
  ssize_t name(int fd, const void *bytes, size_t length, off64_t offset) { \
    REAL(ssize_t, #name, int, const void *, size_t, off64_t);              \
    const char *path = path_of(fd);                                        \
    if (!path) return real(fd, bytes, length, offset);                     \
    if (full(path)) {                                                      \
      errno = ENOSPC;                                                      \
      return -1;                                                           \
    }                                                                      \
    pthread_mutex_lock(&lock);                                             \
    return wrote(path, (uint64_t)offset, bytes, real(fd, bytes, length, offset)); \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  const char *path = path_of(fd);
  if (!path) return real(fd, bytes, length);
  if (full(path)) {
    errno = ENOSPC;
    return -1;
  }
  pthread_mutex_lock(&lock);
  ssize_t done = real(fd, bytes, length);
  off64_t end = lseek64(fd, 0, SEEK_CUR);
  return wrote(path, (uint64_t)(end - (done > 0 ? done : 0)), bytes, done);
}

#define TRUNCATE_FD(name)                                    \
  int name(int fd, off64_t length) {                         \
    REAL(int, #name, int, off64_t);                          \
    const char *path = path_of(fd);                          \
    if (!path) return real(fd, length);                      \
    pthread_mutex_lock(&lock);                               \
    int result = real(fd, length);                           \
    if (result == 0) record(TRUNCATE, path, (uint64_t)length, NULL, 0); \
    pthread_mutex_unlock(&lock);                             \
    return result;                                           \
  }
TRUNCATE_FD(ftruncate)
TRUNCATE_FD(ftruncate64)

/* Whether this fsync is the one that fails. Called with the lock held. */
static int fails(void) {
  const char *setting = getenv("COMANDA_FAULT_FSYNC_FAIL");
  if (!setting) return 0;
  if (strncmp(setting, fail_setting, sizeof fail_setting - 1) != 0) {
    snprintf(fail_setting, sizeof fail_setting, "%s", setting);
    fsyncs = 0;
  }
  const char *colon = strchr(setting, ':');
  fsyncs += 1;
  return colon && fsyncs == atol(colon + 1);
}

static int sync_with(int (*real)(int), int fd) {
  const char *path = path_of(fd);
  if (!path) return real(fd);
  const char *delay = getenv("COMANDA_FAULT_FSYNC_DELAY_MS");
  if (delay) {
    long microseconds = (long)(atof(delay) * 1000);
    struct timespec pause = {microseconds / 1000000, (microseconds % 1000000) * 1000};
    nanosleep(&pause, NULL);
  }
  pthread_mutex_lock(&lock);
  int result = -1;
  if (fails()) {
    setenv("COMANDA_FAULT_FIRED", fail_setting, 1);
    record(SYNC_FAILED, path, 0, NULL, 0);
    errno = EIO;
  } else {
    result = real(fd);
    if (result == 0) record(SYNC, path, 0, NULL, 0);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  return sync_with(real, fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return sync_with(real, fd);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  int result = real(path);
  if (result == 0 && ours(path)) {
    pthread_mutex_lock(&lock);
    record(UNLINK, path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  int result = real(from, to);
  if (result == 0 && ours(to)) {
    pthread_mutex_lock(&lock);
    record(RENAME, from, 0, to, strlen(to));
    pthread_mutex_unlock(&lock);
  }
  return result;
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  if (read_only(path)) {
    errno = EROFS;
    return -1;
  }
  return real(path, mode);
}

int access(const char *path, int mode) {
  REAL(int, "access", const char *, int);
  if ((mode & W_OK) && read_only(path)) {
    errno = EROFS;
    return -1;
  }
  return real(path, mode);
}
