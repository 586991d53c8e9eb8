# Every package of the project is found here, once. Their Debian names: tests/support/packages.txt.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# Cryptography: linked only by crypto/internal. OpenSSL::SSL, OpenSSL::Crypto, PkgConfig::SODIUM.
find_package(OpenSSL 3.0 REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)

# The store: voordeur::sqlcipher, linked only by server/storage and the client's local store.
include(sqlcipher)

# RPC. gRPC's configuration expects Protobuf's targets from CMake's own module.
find_package(Protobuf 3.21 MODULE REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)

# Command line, configuration, logs, JSON, QR codes.
find_package(CLI11 2.1 CONFIG REQUIRED)
find_package(tomlplusplus 3.3 CONFIG REQUIRED)
find_package(fmt 9.1 CONFIG REQUIRED)
find_package(spdlog 1.10 CONFIG REQUIRED)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)

if(VOORDEUR_CLIENT_UI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Network Concurrent Svg PrintSupport DBus
                                           LinguistTools)
  if(VOORDEUR_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
  endif()
endif()

if(VOORDEUR_TESTS)
  find_package(GTest 1.12 CONFIG REQUIRED)
  find_package(benchmark 1.7 CONFIG REQUIRED)
  find_package(rapidcheck CONFIG REQUIRED)
endif()
