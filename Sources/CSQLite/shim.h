#pragma once
#include <sqlite3.h>

// Closing the last connection would checkpoint, outside any lock of ours; sqlite3_db_config is variadic, which Swift
// cannot call.
static inline int csqlite_no_checkpoint_on_close(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// Refuses SQL that could corrupt the file or the schema, whoever wrote it.
static inline int csqlite_defensive(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
