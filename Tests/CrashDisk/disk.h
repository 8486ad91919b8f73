// What the disk, its files and SQLite's door to them share.
#pragma once
#include "crash_disk.h"

#include <pthread.h>

/// A write that is not synced, or, without bytes, a truncation to `offset`.
struct change {
    struct change *next;
    int64_t offset, count;
    uint8_t *bytes;
};

struct crash_file {
    struct crash_file *next;
    char *name;       // as programs see it, NULL once it is deleted
    char *safe_name;  // as it would be found after a power cut, NULL while its creation is not synced
    uint8_t *safe;    // what would be found in it for sure
    int64_t safe_count;
    struct change *changes, **end;  // since the last sync, in order
};

struct crash_disk {
    crash_disk *next;
    pthread_mutex_t mutex;
    char *directory;
    struct crash_file *files;
    int open_count;
    uint64_t chance;
    int64_t acts, last_act;  // how many were begun, and in which one power fails
    enum { RUNNING, KILLED, WITHOUT_POWER } state;
    struct { int kinds, code; int64_t acts, count; } fault;
};

// The disk

/// The disk that `path` lies on, NULL for a file that is none of ours.
crash_disk *crash_disk_of(const char *path);
/// A number below `bound`.
uint64_t crash_disk_draw(crash_disk *disk, uint64_t bound);

/// What becomes of an act: it is done, power fails in its midst, it fails, or nobody is there to do it.
enum fate { DONE, LAST, FAILED, UNASKED };

/// Counts an act that is about to be done, under the disk's lock.
/// `code` is set to what SQLite is to be told of a failure.
enum fate crash_disk_begin(crash_disk *disk, enum crash_disk_act act, int *code);
/// Power fails. What is not synced arrives or does not.
void crash_disk_lose_power(crash_disk *disk);

// Names

void crash_disk_delete(crash_disk *disk, const char *path);
/// Makes the names of all files safe.
void crash_disk_sync_names(crash_disk *disk);

// Files

struct crash_file *crash_file_open(crash_disk *disk, const char *path, bool is_new);
void crash_file_write(struct crash_file *file, const void *bytes, int64_t count, int64_t offset);
void crash_file_truncate(struct crash_file *file, int64_t size);
void crash_file_sync(struct crash_file *file);
/// Each change since the last sync arrives, is torn or is lost, in any order. How much arrives differs from time to time.
void crash_file_settle(crash_disk *disk, struct crash_file *file);
void crash_file_free(struct crash_file *file);

// The door

/// Hangs the door before SQLite's default VFS, once.
void crash_disk_hang_door(void);
