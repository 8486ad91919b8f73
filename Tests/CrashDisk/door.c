// SQLite's door to the disk: a VFS over the default one. It becomes the default itself, and lets all files pass that lie on
// no disk of ours.
#include "disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <unistd.h>

static sqlite3_vfs *real;

/// An open file on one of our disks. SQLite's own structure for the real file follows it in memory.
struct opened {
    sqlite3_file base;
    crash_disk *disk;
    struct crash_file *file;
    bool makes_names_safe;  // as the default VFS does at the first sync of a journal it opened
};

static struct opened *ours(sqlite3_file *file) { return (struct opened *)file; }
static sqlite3_file *theirs(sqlite3_file *file) { return (sqlite3_file *)(ours(file) + 1); }
#define THEIRS(file, act, ...) theirs(file)->pMethods->act(theirs(file), ##__VA_ARGS__)

// What alters the disk

/// Ends what `crash_disk_begin` began; what an act did in the midst of a power cut may still arrive.
static int end(crash_disk *disk, enum fate fate, int code) {
    if (fate == LAST) crash_disk_lose_power(disk);
    pthread_mutex_unlock(&disk->mutex);
    return fate == LAST ? SQLITE_IOERR : code;
}

static int write_bytes(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    crash_disk *disk = ours(file)->disk;
    int code;
    pthread_mutex_lock(&disk->mutex);
    enum fate fate = crash_disk_begin(disk, CRASH_DISK_WRITE, &code);
    if (fate <= LAST) code = THEIRS(file, xWrite, bytes, count, offset);
    if (code == SQLITE_OK) crash_file_write(ours(file)->file, bytes, count, offset);
    return end(disk, fate, code);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    crash_disk *disk = ours(file)->disk;
    int code;
    pthread_mutex_lock(&disk->mutex);
    enum fate fate = crash_disk_begin(disk, CRASH_DISK_TRUNCATE, &code);
    if (fate <= LAST) code = THEIRS(file, xTruncate, size);
    if (code == SQLITE_OK) crash_file_truncate(ours(file)->file, size);
    return end(disk, fate, code);
}

/// The real file is not synced: no real power is going to fail, and the wait would be for nothing.
static int sync_file(sqlite3_file *file, int flags) {
    struct opened *opened = ours(file);
    int code;
    pthread_mutex_lock(&opened->disk->mutex);
    enum fate fate = crash_disk_begin(opened->disk, CRASH_DISK_SYNC, &code);
    if (fate == FAILED) crash_file_settle(opened->disk, opened->file);
    if (fate == DONE) {
        code = SQLITE_OK;
        crash_file_sync(opened->file);
        if (opened->makes_names_safe) crash_disk_sync_names(opened->disk);
        opened->makes_names_safe = false;
    }
    return end(opened->disk, fate, code);
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int syncs_names) {
    crash_disk *disk = crash_disk_of(path);
    if (!disk) return real->xDelete(real, path, syncs_names);
    int code;
    pthread_mutex_lock(&disk->mutex);
    enum fate fate = crash_disk_begin(disk, CRASH_DISK_DELETE, &code);
    if (fate <= LAST) code = real->xDelete(real, path, 0);
    if (code == SQLITE_OK) crash_disk_delete(disk, path);
    if (fate == DONE && code == SQLITE_OK && syncs_names) crash_disk_sync_names(disk);
    return end(disk, fate, code);
}

// What does not

static int close_file(sqlite3_file *file) {
    pthread_mutex_lock(&ours(file)->disk->mutex);
    ours(file)->disk->open_count--;
    pthread_mutex_unlock(&ours(file)->disk->mutex);
    return THEIRS(file, xClose);
}

static int read_bytes(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    if (crash_disk_is_off(ours(file)->disk)) return SQLITE_IOERR_READ;
    return THEIRS(file, xRead, bytes, count, offset);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    if (crash_disk_is_off(ours(file)->disk)) return SQLITE_IOERR_FSTAT;
    return THEIRS(file, xFileSize, size);
}

static int lock_file(sqlite3_file *file, int level) { return THEIRS(file, xLock, level); }
static int unlock_file(sqlite3_file *file, int level) { return THEIRS(file, xUnlock, level); }
static int is_reserved(sqlite3_file *file, int *answer) { return THEIRS(file, xCheckReservedLock, answer); }
static int control(sqlite3_file *file, int act, void *argument) { return THEIRS(file, xFileControl, act, argument); }
static int sector_size(sqlite3_file *file) { return THEIRS(file, xSectorSize); }
static int characteristics(sqlite3_file *file) { return THEIRS(file, xDeviceCharacteristics); }

static int map_index(sqlite3_file *file, int region, int size, int extends, void volatile **memory) {
    return THEIRS(file, xShmMap, region, size, extends, memory);
}

static int lock_index(sqlite3_file *file, int offset, int count, int flags) {
    return THEIRS(file, xShmLock, offset, count, flags);
}

static void order_index(sqlite3_file *file) { THEIRS(file, xShmBarrier); }
static int unmap_index(sqlite3_file *file, int is_deleted) { return THEIRS(file, xShmUnmap, is_deleted); }

// The door

/// Version 2: with a shared index for the write-ahead log, without memory-mapped pages, whose writes nobody would see.
static const sqlite3_io_methods methods = {
    2, close_file, read_bytes, write_bytes, truncate_file, sync_file, file_size, lock_file, unlock_file, is_reserved,
    control, sector_size, characteristics, map_index, lock_index, order_index, unmap_index,
};

static const int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_used) {
    file->pMethods = NULL;
    crash_disk *disk = path && !(flags & SQLITE_OPEN_DELETEONCLOSE) ? crash_disk_of(path) : NULL;
    if (!disk) return real->xOpen(real, path, file, flags, flags_used);
    if (crash_disk_is_off(disk)) return SQLITE_CANTOPEN;
    int code = SQLITE_OK;
    pthread_mutex_lock(&disk->mutex);
    bool is_new = access(path, F_OK) != 0;
    enum fate fate = is_new ? crash_disk_begin(disk, CRASH_DISK_CREATE, &code) : DONE;
    if (fate <= LAST) code = real->xOpen(real, path, theirs(file), flags, flags_used);
    if (code == SQLITE_OK) {
        *ours(file) = (struct opened){
            .base.pMethods = &methods, .disk = disk, .file = crash_file_open(disk, path, is_new),
            .makes_names_safe = flags & SQLITE_OPEN_CREATE && flags & journals};
        disk->open_count++;
    }
    return end(disk, fate, code);
}

static sqlite3_vfs door;

static void hang(void) {
    real = sqlite3_vfs_find(NULL);
    door = *real;
    door.zName = "crash-disk";
    door.szOsFile = (int)sizeof(struct opened) + real->szOsFile;
    door.xOpen = open_file;
    door.xDelete = delete_file;
    sqlite3_vfs_register(&door, 1);
}

void crash_disk_hang_door(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, hang);
}
