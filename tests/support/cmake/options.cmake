# Warnings, hardening and sanitizers for our own code; nothing global.
add_library(voordeur_options INTERFACE)
add_library(voordeur::options ALIAS voordeur_options)
target_compile_features(voordeur_options INTERFACE cxx_std_20)
target_include_directories(voordeur_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(
  voordeur_options
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wold-style-cast
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wswitch-enum
            -Werror
            -fstack-protector-strong
            $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>)
target_link_options(voordeur_options INTERFACE -pie -Wl,-z,relro,-z,now)

if(VOORDEUR_SANITIZE)
  # _FORTIFY_SOURCE replaces the calls that the sanitizers want to see.
  target_compile_options(
    voordeur_options INTERFACE -fsanitize=${VOORDEUR_SANITIZE} -fno-sanitize-recover=all
                               -fno-omit-frame-pointer)
  target_link_options(voordeur_options INTERFACE -fsanitize=${VOORDEUR_SANITIZE})
  # GCC 12 takes what the sanitizers add for a use of what nobody set.
  target_compile_options(voordeur_options
                         INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
else()
  target_compile_options(
    voordeur_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE>
                               $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
endif()

# Most of compiling is reading the same headers: six sources in one go take a third of the time. The
# preset clang compiles each alone, so that none leans on what its neighbours include.
set(CMAKE_UNITY_BUILD ${VOORDEUR_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 6)

# voordeur_compile_alone(SOURCE…): for sources whose own small names a neighbour has too.
function(voordeur_compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

find_program(VOORDEUR_MOLD mold)
if(VOORDEUR_MOLD AND NOT VOORDEUR_SANITIZE)
  target_link_options(voordeur_options INTERFACE -fuse-ld=mold)
endif()
find_program(VOORDEUR_CCACHE ccache)
if(VOORDEUR_CCACHE)
  # Without these two, ccache never serves a file that uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${VOORDEUR_CCACHE}")
endif()
