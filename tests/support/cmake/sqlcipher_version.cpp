// Run once at configure time: prints what the found SQLCipher says of itself, "4.6.1 3.46.1".
// The version is only known to a running library; its header names SQLite's version alone.
#include <sqlcipher/sqlite3.h>

#include <cstdio>
#include <cstring>

int main() {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_open(":memory:", &database) != SQLITE_OK) return 1;
    if (sqlite3_key(database, "k", 1) != SQLITE_OK) return 2;
    if (sqlite3_prepare_v2(database, "PRAGMA cipher_version", -1, &statement, nullptr) != SQLITE_OK)
        return 3;
    if (sqlite3_step(statement) != SQLITE_ROW) return 4;  // plain SQLite has no such pragma
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    std::printf("%.*s %s", static_cast<int>(std::strcspn(text, " ")), text, sqlite3_libversion());
    sqlite3_finalize(statement);
    return sqlite3_close(database) == SQLITE_OK ? 0 : 5;
}
