#pragma once
#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast macro, which Swift does not import: SQLite copies the bytes before returning.
static inline int csqlite_bind_text_copy(sqlite3_stmt *s, int i, const char *text, int bytes) {
    return sqlite3_bind_text(s, i, text, bytes, SQLITE_TRANSIENT);
}
static inline int csqlite_bind_blob_copy(sqlite3_stmt *s, int i, const void *blob, int bytes) {
    return sqlite3_bind_blob(s, i, blob, bytes, SQLITE_TRANSIENT);
}
