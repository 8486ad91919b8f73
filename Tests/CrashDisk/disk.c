// The disk: the names of its files, its power and its faults.
#include "disk.h"

#include <assert.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static crash_disk *disks;
static pthread_mutex_t disks_mutex = PTHREAD_MUTEX_INITIALIZER;

/// SplitMix64.
uint64_t crash_disk_draw(crash_disk *disk, uint64_t bound) {
    uint64_t mixed = disk->chance += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return (mixed ^ (mixed >> 31)) % bound;
}

// Names

static void name(char **place, const char *name) {
    char *copy = name ? strdup(name) : NULL;
    free(*place);
    *place = copy;
}

void crash_disk_delete(crash_disk *disk, const char *path) {
    for (struct crash_file *file = disk->files; file; file = file->next)
        if (file->name && strcmp(file->name, path) == 0) name(&file->name, NULL);
}

void crash_disk_sync_names(crash_disk *disk) {
    for (struct crash_file *file = disk->files; file; file = file->next) name(&file->safe_name, file->name);
}

/// A name that was made or taken away since the last sync of names is so on the disk, or is not yet.
static void settle_names(crash_disk *disk) {
    for (struct crash_file *file = disk->files; file; file = file->next) {
        if (!file->name || file->safe_name || crash_disk_draw(disk, 2)) continue;
        // It came in place of an older file of that name, which is then gone.
        for (struct crash_file *other = disk->files; other; other = other->next)
            if (other->safe_name && strcmp(other->safe_name, file->name) == 0) name(&other->safe_name, NULL);
        name(&file->safe_name, file->name);
    }
    for (struct crash_file *file = disk->files; file; file = file->next)
        if (!file->name && file->safe_name && crash_disk_draw(disk, 2)) name(&file->safe_name, NULL);
}

// Power

void crash_disk_lose_power(crash_disk *disk) {
    disk->state = WITHOUT_POWER;
    for (struct crash_file *file = disk->files; file; file = file->next) crash_file_settle(disk, file);
    settle_names(disk);
}

static void free_files(crash_disk *disk) {
    assert(disk->open_count == 0 && "every connection must be closed first");
    for (struct crash_file *file = disk->files, *next; file; file = next) {
        next = file->next;
        crash_file_free(file);
    }
    disk->files = NULL;
}

static void write_back(const struct crash_file *file) {
    int descriptor = open(file->safe_name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0 || pwrite(descriptor, file->safe, file->safe_count, 0) != file->safe_count) abort();
    close(descriptor);
}

/// The real files become what the disk has kept. Memory is gone with the power, and so is SQLite's shared index.
static void restore(crash_disk *disk) {
    for (struct crash_file *file = disk->files; file; file = file->next) {
        if (!file->name) continue;
        char index[4096];
        snprintf(index, sizeof index, "%s-shm", file->name);
        unlink(index);
        if (!file->safe_name) unlink(file->name);
    }
    for (struct crash_file *file = disk->files; file; file = file->next)
        if (file->safe_name) write_back(file);
    free_files(disk);
}

enum fate crash_disk_begin(crash_disk *disk, enum crash_disk_act act, int *code) {
    *code = SQLITE_IOERR;
    if (disk->state != RUNNING) return UNASKED;
    if (++disk->acts == disk->last_act) return LAST;
    *code = disk->fault.code;
    if (disk->fault.count == 0 || !(disk->fault.kinds & act) || disk->fault.acts-- > 0) return DONE;
    disk->fault.acts = 0;
    disk->fault.count--;
    return FAILED;
}

// For tests

crash_disk *crash_disk_of(const char *path) {
    pthread_mutex_lock(&disks_mutex);
    crash_disk *disk = disks;
    for (; disk; disk = disk->next) {
        size_t length = strlen(disk->directory);
        if (strncmp(path, disk->directory, length) == 0 && path[length] == '/') break;
    }
    pthread_mutex_unlock(&disks_mutex);
    return disk;
}

crash_disk *crash_disk_insert(const char *directory, uint64_t seed) {
    crash_disk_hang_door();
    crash_disk *disk = calloc(1, sizeof *disk);
    disk->directory = realpath(directory, NULL);
    assert(disk->directory && "a disk needs a directory");
    disk->chance = seed;
    pthread_mutex_init(&disk->mutex, NULL);
    pthread_mutex_lock(&disks_mutex);
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&disks_mutex);
    return disk;
}

void crash_disk_remove(crash_disk *disk) {
    pthread_mutex_lock(&disks_mutex);
    crash_disk **place = &disks;
    while (*place != disk) place = &(*place)->next;
    *place = disk->next;
    pthread_mutex_unlock(&disks_mutex);
    free_files(disk);
    free(disk->directory);
    pthread_mutex_destroy(&disk->mutex);
    free(disk);
}

int64_t crash_disk_acts(crash_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    int64_t acts = disk->acts;
    pthread_mutex_unlock(&disk->mutex);
    return acts;
}

void crash_disk_cut_power_after(crash_disk *disk, int64_t acts) {
    pthread_mutex_lock(&disk->mutex);
    disk->last_act = disk->acts + acts + 1;
    pthread_mutex_unlock(&disk->mutex);
}

void crash_disk_cut_power(crash_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    if (disk->state != WITHOUT_POWER) crash_disk_lose_power(disk);
    pthread_mutex_unlock(&disk->mutex);
}

void crash_disk_kill(crash_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    if (disk->state == RUNNING) disk->state = KILLED;
    pthread_mutex_unlock(&disk->mutex);
}

bool crash_disk_is_off(crash_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    bool is_off = disk->state != RUNNING;
    pthread_mutex_unlock(&disk->mutex);
    return is_off;
}

void crash_disk_start(crash_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    if (disk->state == WITHOUT_POWER) restore(disk);
    disk->state = RUNNING;
    disk->last_act = 0;
    pthread_mutex_unlock(&disk->mutex);
}

void crash_disk_fail(crash_disk *disk, int kinds, int64_t acts, int64_t count, int code) {
    pthread_mutex_lock(&disk->mutex);
    disk->fault.kinds = kinds;
    disk->fault.acts = acts;
    disk->fault.count = count;
    disk->fault.code = code;
    pthread_mutex_unlock(&disk->mutex);
}
