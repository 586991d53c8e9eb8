# voordeur::sqlcipher: the static library, its symbols kept inside the program that links it.
#
# The shared library exports plain sqlite3_* names and would answer for any other SQLite in the
# process, so it is never linked. Include <sqlcipher/sqlite3.h>. See docs/adr/0001.
find_library(VOORDEUR_SQLCIPHER_LIBRARY NAMES libsqlcipher.a REQUIRED)
find_path(VOORDEUR_SQLCIPHER_INCLUDE NAMES sqlcipher/sqlite3.h REQUIRED)
find_package(Threads REQUIRED)

add_library(voordeur::sqlcipher STATIC IMPORTED)
set_target_properties(
  voordeur::sqlcipher
  PROPERTIES IMPORTED_LOCATION "${VOORDEUR_SQLCIPHER_LIBRARY}"
             INTERFACE_INCLUDE_DIRECTORIES "${VOORDEUR_SQLCIPHER_INCLUDE}"
             INTERFACE_COMPILE_DEFINITIONS SQLITE_HAS_CODEC
             INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;Threads::Threads;${CMAKE_DL_LIBS};m"
             INTERFACE_LINK_OPTIONS "LINKER:--exclude-libs,libsqlcipher.a")

# The version is asked of the library itself, once per file found.
file(TIMESTAMP "${VOORDEUR_SQLCIPHER_LIBRARY}" stamp)
if(NOT VOORDEUR_SQLCIPHER_CHECKED STREQUAL "${VOORDEUR_SQLCIPHER_LIBRARY} ${stamp}")
  unset(VOORDEUR_SQLCIPHER_RUNS CACHE)
  unset(VOORDEUR_SQLCIPHER_COMPILES CACHE)
  try_run(
    VOORDEUR_SQLCIPHER_RUNS VOORDEUR_SQLCIPHER_COMPILES
    SOURCES "${CMAKE_CURRENT_LIST_DIR}/sqlcipher_version.cpp"
    LINK_LIBRARIES voordeur::sqlcipher
    COMPILE_OUTPUT_VARIABLE compiled
    RUN_OUTPUT_VARIABLE versions)
  if(NOT VOORDEUR_SQLCIPHER_COMPILES OR NOT VOORDEUR_SQLCIPHER_RUNS EQUAL 0)
    message(FATAL_ERROR "SQLCipher is there but does not work "
                        "(exit ${VOORDEUR_SQLCIPHER_RUNS}). Run ./dev setup.\n${compiled}")
  endif()
  string(REGEX MATCH "^[0-9.]+" version "${versions}")
  if(version VERSION_LESS 4.6)
    message(FATAL_ERROR "SQLCipher ${version} is too old; 4.6 or newer is needed. "
                        "Run ./dev setup: it takes the one from bookworm-backports.")
  endif()
  message(STATUS "SQLCipher and its SQLite: ${versions}")
  set(VOORDEUR_SQLCIPHER_CHECKED "${VOORDEUR_SQLCIPHER_LIBRARY} ${stamp}" CACHE INTERNAL "")
endif()
