# asyncc-install.cmake - what `cmake --install` puts in place: programs, headers, library, CMake package, asyncc.pc, the
# script for GDB, manual pages. The tree may be moved afterwards: the CMake package finds its files relative to itself.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/asyncc")
set(exported asyncc_runtime)
set_target_properties(asyncc_runtime PROPERTIES EXPORT_NAME runtime)
if(TARGET asyncc)
    list(APPEND exported asyncc asyncc-cc)
endif()
install(TARGETS ${exported} EXPORT asyncc-targets INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT asyncc-targets NAMESPACE asyncc:: DESTINATION "${package_dir}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/runtime/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING
        PATTERN "*.h")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/asyncc-config.cmake.in" "${PROJECT_BINARY_DIR}/asyncc-config.cmake"
                              INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/asyncc-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/asyncc-config.cmake" "${PROJECT_BINARY_DIR}/asyncc-config-version.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/asyncc-functions.cmake" "${CMAKE_CURRENT_LIST_DIR}/asyncc-response-file.cmake"
        DESTINATION "${package_dir}")

# In asyncc.pc, directories below the prefix are relative to the file itself, others absolute.
file(RELATIVE_PATH pc_prefix "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
foreach(name bindir includedir libdir)
    string(TOUPPER "${name}" upper)
    set(pc_${name} "${CMAKE_INSTALL_FULL_${upper}}")
    cmake_path(IS_PREFIX CMAKE_INSTALL_PREFIX "${pc_${name}}" below)
    if(below)
        file(RELATIVE_PATH relative "${CMAKE_INSTALL_PREFIX}" "${pc_${name}}")
        set(pc_${name} "\${prefix}/${relative}")
    endif()
endforeach()
configure_file("${CMAKE_CURRENT_LIST_DIR}/asyncc.pc.in" "${PROJECT_BINARY_DIR}/asyncc.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/asyncc.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

install(FILES "${PROJECT_SOURCE_DIR}/runtime/gdb/asyncc-gdb.py" DESTINATION "${CMAKE_INSTALL_DATADIR}/asyncc")

file(GLOB manual_pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/man/*.1")
install(FILES ${manual_pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")

# Those of section 3 are made of the comments in the headers, where there is a Python.
find_package(Python3 3.6 COMPONENTS Interpreter QUIET)
if(Python3_Interpreter_FOUND)
    set(man3 "${PROJECT_BINARY_DIR}/man3")
    file(GLOB documented CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/runtime/include/*.h"
                                           "${PROJECT_SOURCE_DIR}/runtime/include/asyncc/*.h")
    set(maker "${PROJECT_SOURCE_DIR}/docs/man/reference.py")
    add_custom_command(OUTPUT "${man3}.stamp"
                       COMMAND "${CMAKE_COMMAND}" -E rm -rf "${man3}"
                       COMMAND "${Python3_EXECUTABLE}" -B "${maker}" "${man3}" ${documented}
                       COMMAND "${CMAKE_COMMAND}" -E touch "${man3}.stamp"
                       DEPENDS ${documented} "${maker}" "${PROJECT_SOURCE_DIR}/docs/man/headers.py"
                       COMMENT "Manual pages of the runtime")
    add_custom_target(reference ALL DEPENDS "${man3}.stamp")
    install(DIRECTORY "${man3}" DESTINATION "${CMAKE_INSTALL_MANDIR}")
endif()
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
