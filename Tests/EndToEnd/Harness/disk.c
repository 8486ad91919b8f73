// Makes the disk fail for the program that this is loaded into. The file named by FAULTY_ORDERS says how, in one line:
// a number for these orders, the kind of call, the first and the last call of that kind that fails (from 1), the error,
// and the folder whose files are meant. Calls are counted anew for new orders; each failure is noted beside the file.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long counted, current;

static int is_due(const char *kind, const char *path)
{
    const char *place = getenv("FAULTY_ORDERS");
    FILE *file = place ? fopen(place, "re") : NULL;
    if (!file) return 0;
    char wanted[16], folder[4096];
    long orders, first, last;
    int error;
    int read = fscanf(file, "%ld %15s %ld %ld %d %4095s", &orders, wanted, &first, &last, &error, folder);
    fclose(file);
    if (read != 6 || strcmp(kind, wanted) || strncmp(path, folder, strlen(folder))) return 0;
    if (__atomic_exchange_n(&current, orders, __ATOMIC_SEQ_CST) != orders) counted = 0;
    long number = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    if (number < first || number > last) return 0;
    char note[4200];
    snprintf(note, sizeof note, "%s.done-%ld", place, orders);
    file = fopen(note, "ae");
    if (file) fclose(file);
    errno = error;
    return 1;
}

static int is_due_for(const char *kind, int descriptor)
{
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_due(kind, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(kind, descriptor) do { if (is_due_for(kind, descriptor)) return -1; } while (0)

ssize_t write(int d, const void *b, size_t n) { FAIL("write", d); return REAL(write)(d, b, n); }
ssize_t pwrite(int d, const void *b, size_t n, off_t o) { FAIL("write", d); return REAL(pwrite)(d, b, n, o); }
ssize_t pwrite64(int d, const void *b, size_t n, off64_t o) { FAIL("write", d); return REAL(pwrite64)(d, b, n, o); }
ssize_t read(int d, void *b, size_t n) { FAIL("read", d); return REAL(read)(d, b, n); }
ssize_t pread(int d, void *b, size_t n, off_t o) { FAIL("read", d); return REAL(pread)(d, b, n, o); }
ssize_t pread64(int d, void *b, size_t n, off64_t o) { FAIL("read", d); return REAL(pread64)(d, b, n, o); }
int fsync(int d) { FAIL("sync", d); return REAL(fsync)(d); }
int fdatasync(int d) { FAIL("sync", d); return REAL(fdatasync)(d); }
int ftruncate(int d, off_t n) { FAIL("write", d); return REAL(ftruncate)(d, n); }
int ftruncate64(int d, off64_t n) { FAIL("write", d); return REAL(ftruncate64)(d, n); }
int rename(const char *from, const char *to) { return is_due("rename", to) ? -1 : REAL(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { return is_due("mkdir", path) ? -1 : REAL(mkdir)(path, mode); }
