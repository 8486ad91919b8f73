// A file on the disk: what of it is safe, what is on its way, and what of that a power cut leaves.
#include "disk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The smallest piece that a disk writes whole.
enum { SECTOR = 512 };

// What is safe

static void resize(struct crash_file *file, int64_t count) {
    if (count > file->safe_count) {
        file->safe = realloc(file->safe, count);
        memset(file->safe + file->safe_count, 0, count - file->safe_count);
    }
    file->safe_count = count;
}

static void read_whole(struct crash_file *file, const char *path) {
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || fstat(descriptor, &status) != 0) abort();
    resize(file, status.st_size);
    if (pread(descriptor, file->safe, status.st_size, 0) != status.st_size) abort();
    close(descriptor);
}

struct crash_file *crash_file_open(crash_disk *disk, const char *path, bool is_new) {
    for (struct crash_file *file = disk->files; file; file = file->next)
        if (file->name && strcmp(file->name, path) == 0) return file;
    struct crash_file *file = calloc(1, sizeof *file);
    *file = (struct crash_file){.next = disk->files, .name = strdup(path), .end = &file->changes};
    if (!is_new) {
        file->safe_name = strdup(path);
        read_whole(file, path);
    }
    return disk->files = file;
}

// What is on its way

static void append(struct crash_file *file, struct change change) {
    struct change *copy = malloc(sizeof change);
    *copy = change;
    *file->end = copy;
    file->end = &copy->next;
}

void crash_file_write(struct crash_file *file, const void *bytes, int64_t count, int64_t offset) {
    uint8_t *copy = memcpy(malloc(count), bytes, count);
    append(file, (struct change){.offset = offset, .count = count, .bytes = copy});
}

void crash_file_truncate(struct crash_file *file, int64_t size) { append(file, (struct change){.offset = size}); }

static void drop_changes(struct crash_file *file) {
    for (struct change *change = file->changes, *next; change; change = next) {
        next = change->next;
        free(change->bytes);
        free(change);
    }
    file->changes = NULL;
    file->end = &file->changes;
}

void crash_file_free(struct crash_file *file) {
    drop_changes(file);
    free(file->name);
    free(file->safe_name);
    free(file->safe);
    free(file);
}

// What arrives

static void arrive(struct crash_file *file, const uint8_t *bytes, int64_t count, int64_t offset) {
    if (file->safe_count < offset + count) resize(file, offset + count);
    memcpy(file->safe + offset, bytes, count);
}

static void arrive_whole(struct crash_file *file, const struct change *change) {
    if (change->bytes) arrive(file, change->bytes, change->count, change->offset);
    else if (change->offset < file->safe_count) resize(file, change->offset);
}

/// Half of the sectors that the write touches get its bytes.
static void arrive_torn(crash_disk *disk, struct crash_file *file, const struct change *change) {
    for (int64_t done = 0, step; done < change->count; done += step) {
        step = SECTOR - (change->offset + done) % SECTOR;
        if (step > change->count - done) step = change->count - done;
        if (crash_disk_draw(disk, 2)) arrive(file, change->bytes + done, step, change->offset + done);
    }
}

void crash_file_sync(struct crash_file *file) {
    for (struct change *change = file->changes; change; change = change->next) arrive_whole(file, change);
    drop_changes(file);
}

/// Takes a change out of the chain: the first, or any one.
static struct change *take(crash_disk *disk, struct crash_file *file, uint64_t count, bool is_shuffled) {
    struct change **place = &file->changes;
    for (uint64_t skip = is_shuffled ? crash_disk_draw(disk, count) : 0; skip > 0; skip--) place = &(*place)->next;
    struct change *change = *place;
    *place = change->next;
    return change;
}

void crash_file_settle(crash_disk *disk, struct crash_file *file) {
    uint64_t count = 0;
    for (struct change *change = file->changes; change; change = change->next) count++;
    uint64_t kept_of_ten = crash_disk_draw(disk, 11);
    bool is_shuffled = crash_disk_draw(disk, 2);
    for (; count > 0; count--) {
        struct change *change = take(disk, file, count, is_shuffled);
        if (crash_disk_draw(disk, 10) < kept_of_ten) arrive_whole(file, change);
        else if (change->bytes && crash_disk_draw(disk, 2)) arrive_torn(disk, file, change);
        free(change->bytes);
        free(change);
    }
    file->end = &file->changes;
}
