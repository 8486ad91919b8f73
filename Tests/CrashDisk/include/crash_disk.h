// A disk under SQLite that can lose power, and whose writes and syncs can fail.
//
// What SQLite writes goes to the real files at once, as into a kernel's cache. Beside them the disk remembers what it would
// hold if power went now: of each file the bytes that were synced, and the writes since, which may or may not have arrived.
// The code under test knows nothing of it: whatever lies below the directory is on this disk, all else is on the real one.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct crash_disk crash_disk;

/// What a program can ask of a disk that alters it.
enum crash_disk_act {
    CRASH_DISK_CREATE = 1,
    CRASH_DISK_WRITE = 2,
    CRASH_DISK_TRUNCATE = 4,
    CRASH_DISK_SYNC = 8,
    CRASH_DISK_DELETE = 16,
};

/// Puts every file that SQLite opens below `directory`, which must exist, on a new disk. What lies there now is synced.
crash_disk *crash_disk_insert(const char *directory, uint64_t seed);
/// Takes the disk away; the real files stay as programs saw them. Every connection must be closed.
void crash_disk_remove(crash_disk *disk);

/// How many acts were asked of it.
int64_t crash_disk_acts(crash_disk *disk);

/// Lets power fail in the midst of the act that comes after `acts` more.
void crash_disk_cut_power_after(crash_disk *disk, int64_t acts);
/// Lets power fail now.
void crash_disk_cut_power(crash_disk *disk);
/// Ends the process that uses the disk, as `kill -9` does: no act is done any more, and all that were done hold.
void crash_disk_kill(crash_disk *disk);
/// Whether power failed or the process was killed.
bool crash_disk_is_off(crash_disk *disk);
/// Brings power, or a new process. Every connection must be closed.
void crash_disk_start(crash_disk *disk);

/// Lets `count` acts of the `kinds` fail with SQLite's `code`, after `acts` more of them went well. What a failed sync was
/// to make safe may be lost, however often it is synced again: kernels take such pages for clean.
void crash_disk_fail(crash_disk *disk, int kinds, int64_t acts, int64_t count, int code);
