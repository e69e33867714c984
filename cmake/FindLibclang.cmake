# FindLibclang - the C interface of Clang 19, and Clang's own headers (its "resource directory").
#
#   Libclang::libclang      the library with its headers
#   LIBCLANG_RESOURCE_DIR   the folder whose include/ holds Clang's stddef.h
#
# LIBCLANG_ROOT names the installation of LLVM 19 to take; without it, Debian's places are tried and what llvm-config-19
# says.
set(LIBCLANG_ROOT "" CACHE PATH "An installation of LLVM 19: the folder that has include/clang-c/Index.h")

set(_libclang_roots ${LIBCLANG_ROOT})
if(NOT LIBCLANG_ROOT)
    find_program(LIBCLANG_LLVM_CONFIG NAMES llvm-config-19)
    mark_as_advanced(LIBCLANG_LLVM_CONFIG)
    if(LIBCLANG_LLVM_CONFIG)
        execute_process(COMMAND "${LIBCLANG_LLVM_CONFIG}" --prefix OUTPUT_VARIABLE _libclang_prefix
                        OUTPUT_STRIP_TRAILING_WHITESPACE)
        list(APPEND _libclang_roots "${_libclang_prefix}")
    endif()
    list(APPEND _libclang_roots /usr/lib/llvm-19 /usr/lib64/llvm19 /usr/lib/llvm19 /usr)
endif()

find_path(LIBCLANG_RESOURCE_DIR NAMES include/stddef.h PATHS ${_libclang_roots}
          PATH_SUFFIXES lib/clang/19 lib64/clang/19 NO_DEFAULT_PATH)
find_path(LIBCLANG_INCLUDE_DIR NAMES clang-c/Index.h PATHS ${_libclang_roots} PATH_SUFFIXES include NO_DEFAULT_PATH)
find_library(LIBCLANG_LIBRARY NAMES clang-19 libclang.so.19 libclang.so.19.1 clang PATHS ${_libclang_roots}
             PATH_SUFFIXES lib lib64 NO_DEFAULT_PATH)
mark_as_advanced(LIBCLANG_RESOURCE_DIR LIBCLANG_INCLUDE_DIR LIBCLANG_LIBRARY)

include(FindPackageHandleStandardArgs)
string(JOIN "\n    " _libclang_help "libclang 19 is missing, which asyncc parses C with. Install it"
       "on Debian and Ubuntu:  apt-get install libclang-19-dev"
       "elsewhere:             point -DLIBCLANG_ROOT= at an installation of LLVM 19\n")
find_package_handle_standard_args(Libclang REQUIRED_VARS LIBCLANG_LIBRARY LIBCLANG_INCLUDE_DIR LIBCLANG_RESOURCE_DIR
                                  REASON_FAILURE_MESSAGE "\n${_libclang_help}")

if(Libclang_FOUND AND NOT TARGET Libclang::libclang)
    add_library(Libclang::libclang UNKNOWN IMPORTED)
    set_target_properties(Libclang::libclang PROPERTIES IMPORTED_LOCATION "${LIBCLANG_LIBRARY}"
                                                        INTERFACE_INCLUDE_DIRECTORIES "${LIBCLANG_INCLUDE_DIR}")
endif()
