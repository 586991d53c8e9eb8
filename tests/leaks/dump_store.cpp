// Opens a server's store with its key and writes every value of every row to the standard output:
// what somebody with the machine and the key can read. With --digests: one hash for each table.
// With --plant-freed TEXT or --plant-wiped TEXT nothing is read: the text is written into pages
// that are freed again, left as they are or wiped as the server does it. For copies of a store
// alone.
#include "crypto/base/files.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/merkle.h"
#include "crypto/sqlcipher/connection.h"

#include <sqlcipher/sqlite3.h>

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace voordeur::crypto;  // NOLINT(google-build-using-namespace): main

Result<std::vector<std::string>> tablesOf(sqlcipher::Connection& connection) {
    VD_ASSIGN(auto statement,
              connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'"));
    sqlcipher::Query query(statement);
    std::vector<std::string> names;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return names;
        names.push_back(query.textAt(0));
    }
}

/// Calls `value` with every value of every row. Errors: StorageFailed.
Result<std::uint64_t> forEachValue(sqlcipher::Connection& connection,
                                   const std::string& table,
                                   const std::function<void(ByteView)>& value) {
    const std::string sql = "SELECT * FROM " + table;
    sqlite3_stmt* statement = nullptr;
    const int prepared =
        sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr);
    VD_REQUIRE(prepared == SQLITE_OK, Reason::StorageFailed);
    std::uint64_t values = 0;
    int step = sqlite3_step(statement);
    for (; step == SQLITE_ROW; step = sqlite3_step(statement)) {
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, i));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
            value(bytes == nullptr ? ByteView() : ByteView(bytes, size));
            ++values;
        }
    }
    sqlite3_finalize(statement);
    VD_REQUIRE(step == SQLITE_DONE, Reason::StorageFailed);
    return values;
}

void write(ByteView bytes) {
    const auto text = textOf(bytes);
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
    std::cout << '\n';
}

/// A table in the order of its key, as one hash: equal before and after when nothing changed.
Result<std::uint64_t> digest(sqlcipher::Connection& connection, const std::string& table) {
    Bytes all;
    VD_ASSIGN(const auto values, forEachValue(connection, table, [&](ByteView bytes) {
                  Writer w;
                  w.bytes(bytes);
                  append(all, w.view());
              }));
    std::cout << table << ' ' << toHex(leafHash(all)) << '\n';
    return values;
}

Result<std::unique_ptr<sqlcipher::Connection>> open(const std::string& store,
                                                    const std::string& keyFile,
                                                    sqlcipher::ConnectionOptions::Access access,
                                                    sqlcipher::Faults& faults) {
    VD_ASSIGN(auto bytes, readFile(keyFile));
    const auto key = SecretBytes::copyOf(bytes);
    sqlcipher::ConnectionOptions options;
    options.path = store;
    options.access = access;
    return sqlcipher::Connection::open(options, key, faults);
}

Status plant(const std::string& store,
             const std::string& keyFile,
             const std::string& text,
             bool wipe) {
    sqlcipher::Faults faults([](Reason) {});
    VD_ASSIGN(const auto connection,
              open(store, keyFile, sqlcipher::ConnectionOptions::Access::Write, faults));
    // Enough rows for pages of their own, so that they are freed as a whole.
    VD_RETURN_IF_ERROR(connection->execute(
        std::string(wipe ? "" : "PRAGMA secure_delete = OFF;") +
        "CREATE TABLE planted (text TEXT) STRICT;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        "INSERT INTO planted SELECT '" +
        text + "' || i FROM n"));
    return connection->execute("DROP TABLE planted");
}

Status run(const std::string& store, const std::string& keyFile, bool digests) {
    sqlcipher::Faults faults([](Reason) {});
    VD_ASSIGN(const auto connection,
              open(store, keyFile, sqlcipher::ConnectionOptions::Access::Read, faults));
    VD_ASSIGN(const auto tables, tablesOf(*connection));
    std::uint64_t values = 0;
    for (const auto& table : tables) {
        auto written =
            digests ? digest(*connection, table) : forEachValue(*connection, table, write);
        if (!written.ok()) return written.error();
        values += written.value();
    }
    std::cerr << tables.size() << " tables, " << values << " values\n";
    return success();
}

}  // namespace

int main(int argc, char** argv) {
    const std::string wish = argc > 3 ? argv[3] : "";
    const bool digests = argc == 4 && wish == "--digests";
    const bool plants = argc == 5 && (wish == "--plant-freed" || wish == "--plant-wiped");
    if (argc != 3 && !digests && !plants) {
        std::cerr << "voordeur_dump_store STORE KEY-FILE"
                     " [--digests | --plant-freed TEXT | --plant-wiped TEXT]\n";
        return 2;
    }
    const Status done = plants ? plant(argv[1], argv[2], argv[4], wish == "--plant-wiped")
                               : run(argv[1], argv[2], digests);
    if (done.ok()) return 0;
    std::cerr << nameOf(done.reason()) << "\n";
    return 1;
}
