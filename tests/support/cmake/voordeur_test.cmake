# Debian's own Python, because that is the one for which python3-gi and python3-grpcio are packaged.
find_program(VOORDEUR_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# What a test itself does is never what takes long; compiling its assertions is. With -O1 g++ 12
# sees strings out of bounds that are not (its bug 105329). -pthread as gRPC's targets have it,
# because all test programs share one precompiled header.
set(voordeur_test_options
    -pthread $<$<NOT:$<CONFIG:Debug>>:-O1>
    "$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>")

# voordeur_add_test(name SOURCES … LINKS … [LABELS …] [TIMEOUT seconds] [ENVIRONMENT A=b …]
#                   [DISPLAY] [QTEST] [OWN_MAIN] [SERIAL])
#
# One test program and one ctest entry of that name. GoogleTest, GoogleMock and RapidCheck are
# linked; the program starts in the root of the sources and finds the optional vectors through
# VOORDEUR_SHARED, or beside the checkout (../shared) when that is not set.
#   TIMEOUT   default 300 s; a test that hangs is a failure, not a wait
#   DISPLAY   runs inside its own X server and D-Bus session (tests/support/with_display.sh)
#   QTEST     a QtTest program with its own main; GoogleTest is not linked
#   OWN_MAIN  GoogleTest with a main of its own (for QApplication)
#   LABELS    `grpc` for what links gRPC: it ends after gRPC's threads (tests/support/grpc_end.cpp)
#   SERIAL    never beside another test (measures time, or takes the whole machine)
# Counts of single cases go to test-results/<name>.xml in the build folder, for ./dev test.
function(voordeur_add_test name)
  cmake_parse_arguments(
    PARSE_ARGV 1 arg "DISPLAY;QTEST;OWN_MAIN;SERIAL" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "voordeur_add_test(${name}): SOURCES missing, or these words are not "
                        "known: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE voordeur::options ${arg_LINKS})
  if("grpc" IN_LIST arg_LABELS)
    target_link_libraries(${name} PRIVATE voordeur::test_grpc_end)
  endif()
  set(command $<TARGET_FILE:${name}>)
  if(arg_QTEST)
    target_link_libraries(${name} PRIVATE Qt6::Test)
    list(APPEND command -o "${PROJECT_BINARY_DIR}/test-results/${name}.xml,junitxml" -o -,txt)
  else()
    target_link_libraries(${name} PRIVATE rapidcheck rapidcheck_gtest)
    if(arg_OWN_MAIN)
      target_link_libraries(${name} PRIVATE GTest::gmock)
    else()
      target_link_libraries(${name} PRIVATE GTest::gmock_main)
      target_compile_options(${name} PRIVATE ${voordeur_test_options})
      voordeur_precompile_gtest(${name})
    endif()
    list(APPEND arg_ENVIRONMENT "GTEST_OUTPUT=xml:${PROJECT_BINARY_DIR}/test-results/${name}.xml")
  endif()
  if(arg_DISPLAY)
    list(PREPEND command "${PROJECT_SOURCE_DIR}/tests/support/with_display.sh")
  endif()
  add_test(NAME ${name} COMMAND ${command} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  voordeur_test_properties(${name} "${arg_TIMEOUT}" "${arg_LABELS}" "${arg_ENVIRONMENT}")
  if(arg_SERIAL)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

# voordeur_add_script_test(name COMMAND … [LABELS …] [TIMEOUT seconds] [ENVIRONMENT A=b …] [SERIAL])
#
# One ctest entry for a script. Exit 77 means skipped. A script with several cases writes them as
# JUnit to the file named in VOORDEUR_TEST_RESULTS (tests/support/junit.py does that for unittest).
function(voordeur_add_script_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "TIMEOUT" "COMMAND;LABELS;ENVIRONMENT")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_COMMAND)
    message(FATAL_ERROR "voordeur_add_script_test(${name}): COMMAND missing, or these words are "
                        "not known: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  add_test(NAME ${name} COMMAND ${arg_COMMAND} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  list(APPEND arg_ENVIRONMENT "PYTHONDONTWRITEBYTECODE=1"
       "VOORDEUR_TEST_RESULTS=${PROJECT_BINARY_DIR}/test-results/${name}.xml")
  if(VOORDEUR_SANITIZE)
    # Programs end while gRPC's threads still run (tests/support/grpc_end.cpp); leaks of our own are
    # for the tests in one process.
    list(APPEND arg_ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0" "VOORDEUR_SANITIZED=1")
  endif()
  voordeur_test_properties(${name} "${arg_TIMEOUT}" "${arg_LABELS}" "${arg_ENVIRONMENT}")
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
  if(arg_SERIAL)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

function(voordeur_test_properties name timeout labels environment)
  if(NOT timeout)
    set(timeout 300)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout} LABELS "${labels}" ENVIRONMENT
                                                                         "${environment}")
endfunction()
