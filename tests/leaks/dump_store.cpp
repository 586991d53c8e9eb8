// Opens a server's store with its key and writes every value of every row to the standard output:
// what somebody with the machine and the key can read.
#include "crypto/base/files.h"
#include "crypto/sqlcipher/connection.h"

#include <sqlcipher/sqlite3.h>

#include <iostream>
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

/// Errors: StorageFailed. The number of values written.
Result<std::uint64_t> dump(sqlcipher::Connection& connection, const std::string& table) {
    const std::string sql = "SELECT * FROM " + table;
    sqlite3_stmt* statement = nullptr;
    const int prepared =
        sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr);
    VD_REQUIRE(prepared == SQLITE_OK, Reason::StorageFailed);
    std::uint64_t values = 0;
    int step = sqlite3_step(statement);
    for (; step == SQLITE_ROW; step = sqlite3_step(statement)) {
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
            if (bytes != nullptr) std::cout.write(bytes, static_cast<std::streamsize>(size));
            std::cout << '\n';
            ++values;
        }
    }
    sqlite3_finalize(statement);
    VD_REQUIRE(step == SQLITE_DONE, Reason::StorageFailed);
    return values;
}

Status run(const std::string& store, const std::string& keyFile) {
    VD_ASSIGN(auto bytes, readFile(keyFile));
    const auto key = SecretBytes::copyOf(bytes);
    sqlcipher::Faults faults([](Reason) {});
    sqlcipher::ConnectionOptions options;
    options.path = store;
    VD_ASSIGN(const auto connection, sqlcipher::Connection::open(options, key, faults));
    VD_ASSIGN(const auto tables, tablesOf(*connection));
    std::uint64_t values = 0;
    for (const auto& table : tables) {
        VD_ASSIGN(const auto written, dump(*connection, table));
        values += written;
    }
    std::cerr << tables.size() << " tables, " << values << " values\n";
    return success();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "voordeur_dump_store STORE KEY-FILE\n";
        return 2;
    }
    const Status done = run(argv[1], argv[2]);
    if (done.ok()) return 0;
    std::cerr << nameOf(done.reason()) << "\n";
    return 1;
}
