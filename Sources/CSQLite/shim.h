#pragma once
#include <sqlite3.h>
#include <stddef.h>

// Closing the last connection would checkpoint, outside any lock of ours; sqlite3_db_config is variadic, which Swift
// cannot call.
static inline int csqlite_no_checkpoint_on_close(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// SQLite adds up all memory that it uses, under a lock that every allocation takes, for figures that nobody here asks for. Before
// its first use only; afterwards it stays as it is. sqlite3_config is variadic too.
static inline int csqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Refuses SQL that could corrupt the file or the schema, whoever wrote it.
static inline int csqlite_defensive(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// Writes the write-ahead log over with what it says, and syncs it. After a failed sync a kernel may show bytes that the disk
// does not have and that no later sync brings there; written again, they are on their way again. Goes through SQLite's own
// open file, and needs the write lock.
static inline int csqlite_rewrite_log(sqlite3 *connection) {
    sqlite3_file *log = NULL;
    sqlite3_int64 size = 0;
    char bytes[64 * 1024];
    int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK || log == NULL || log->pMethods == NULL) return code;
    code = log->pMethods->xFileSize(log, &size);
    for (sqlite3_int64 done = 0, step; code == SQLITE_OK && done < size; done += step) {
        step = size - done < (sqlite3_int64)sizeof bytes ? size - done : (sqlite3_int64)sizeof bytes;
        code = log->pMethods->xRead(log, bytes, (int)step, done);
        if (code == SQLITE_OK) code = log->pMethods->xWrite(log, bytes, (int)step, done);
    }
    return code == SQLITE_OK ? log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) : code;
}

// Whether the open file is not the one any more that its path leads to: it was moved or deleted, or another took its place.
static inline int csqlite_has_moved(sqlite3 *connection) {
    int moved = 0;
    sqlite3_file_control(connection, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved;
}
