# Precompiled headers for the libraries whose headers cost most: gRPC and Qt 4-5 s and 450 MB a
# file, CLI11 with JSON 5 s, GoogleTest 1 s in each of 180 files, the
# standard library's own 0.7 s in every file of the larger libraries.
#
#   voordeur_precompile_grpc(target)   for targets that link gRPC::grpc++
#   voordeur_precompile_qt(target)     for targets that link voordeur::qt
#   voordeur_precompile_cli(target)    for targets that link CLI11 and nlohmann_json
#   voordeur_precompile_std(target)    for larger libraries
#   voordeur_precompile_gtest(target)  for test programs; voordeur_add_test calls it
#
# Each header is compiled once per kind of target (programs are compiled with -fPIE, libraries
# with -fPIC, and g++ takes a precompiled header only from equal flags) and shared by all.
function(voordeur_precompile_shared target name)
  cmake_parse_arguments(arg "" "" "HEADERS;LINKS;OPTIONS" ${ARGN})
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    set(shared voordeur_precompiled_${name}_program)
  else()
    set(shared voordeur_precompiled_${name}_library)
  endif()
  if(NOT TARGET ${shared})
    set(source "${PROJECT_BINARY_DIR}/precompiled/${shared}.cpp")
    if(NOT EXISTS "${source}")
      file(WRITE "${source}" "// Nothing: carries the precompiled header.\n")
    endif()
    add_library(${shared} OBJECT "${source}")
    target_link_libraries(${shared} PRIVATE voordeur::options ${arg_LINKS})
    target_precompile_headers(${shared} PRIVATE ${arg_HEADERS})
    target_compile_options(${shared} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    set_target_properties(${shared} PROPERTIES AUTOMOC OFF)
    if(arg_OPTIONS)
      target_compile_options(${shared} PRIVATE ${arg_OPTIONS})
    endif()
    if(type STREQUAL "EXECUTABLE")
      set_target_properties(${shared} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
      target_compile_options(${shared} PRIVATE -fPIE)
    endif()
  endif()
  target_precompile_headers(${target} REUSE_FROM ${shared})
  # ccache looks at the preprocessed text, which with g++ needs this to mention the header at all.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

function(voordeur_precompile_grpc target)
  voordeur_precompile_shared(${target} grpc HEADERS <grpcpp/grpcpp.h> LINKS gRPC::grpc++
                             protobuf::libprotobuf)
endfunction()

function(voordeur_precompile_qt target)
  voordeur_precompile_shared(
    ${target} qt HEADERS <QtCore/QtCore> <QtGui/QtGui> <QtWidgets/QtWidgets> LINKS voordeur::qt)
endfunction()

function(voordeur_precompile_cli target)
  voordeur_precompile_shared(${target} cli HEADERS <CLI/CLI.hpp> <nlohmann/json.hpp> LINKS
                             CLI11::CLI11 nlohmann_json::nlohmann_json)
endfunction()

function(voordeur_precompile_std target)
  voordeur_precompile_shared(
    ${target}
    std
    HEADERS
    <algorithm>
    <array>
    <functional>
    <map>
    <memory>
    <optional>
    <set>
    <span>
    <string>
    <utility>
    <variant>
    <vector>)
endfunction()

function(voordeur_precompile_gtest target)
  voordeur_precompile_shared(${target} gtest HEADERS <gmock/gmock.h> <gtest/gtest.h> LINKS
                             GTest::gmock OPTIONS ${voordeur_test_options})
endfunction()

if(VOORDEUR_CLIENT_UI)
  # Qt with the house's rules: no keywords that are macros, no silent text conversions.
  add_library(voordeur_qt INTERFACE)
  add_library(voordeur::qt ALIAS voordeur_qt)
  target_link_libraries(voordeur_qt INTERFACE Qt6::Widgets Qt6::Network Qt6::Concurrent Qt6::Svg)
  target_compile_definitions(
    voordeur_qt
    INTERFACE QT_NO_KEYWORDS
              QT_NO_FOREACH
              QT_NO_CAST_FROM_ASCII
              QT_NO_CAST_TO_ASCII
              QT_NO_CAST_FROM_BYTEARRAY
              QT_NO_URL_CAST_FROM_STRING
              QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
              QT_STRICT_ITERATORS
              QT_DISABLE_DEPRECATED_BEFORE=0x060400)
endif()
