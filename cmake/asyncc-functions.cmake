# asyncc-functions.cmake - C sources that contain ASYNC functions, as sources of a target:
#
#     target_async_sources(<target> PRIVATE <file.c>...)
#
# Each file is compiled by asyncc to plain C, in <binary dir>/<target>.asyncc/, with the include directories, definitions,
# options and language standard of the target, and that file becomes a source of the target, which is also linked to
# asyncc::runtime. Paths are relative to the current source directory, absolute, or those of generated files.
#
# ASYNCC_EXECUTABLE, where set, is the asyncc to run; else it is the target asyncc::asyncc.
#
# How: what the target is made of is known only when the last line of its directory has been read, so most is done
# then (cmake_language(DEFER)). The properties of the target are written to a file by file(GENERATE), which evaluates
# generator expressions that COMMAND would drop ($<COMPILE_LANGUAGE:...>); asyncc-response-file.cmake turns that file into
# the response file that asyncc reads. A second target, never built, puts the originals into compile_commands.json.

function(target_async_sources target)
    set(usage "target_async_sources(<target> PRIVATE <file.c>...)")
    if(NOT TARGET "${target}")
        message(FATAL_ERROR "${usage}: there is no target \"${target}\"")
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PRIVATE")
    if(NOT arg_PRIVATE OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "${usage}: the sources are compiled into the target itself, so they stand after PRIVATE, the "
                            "only scope there is")
    endif()
    get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
    if(NOT C IN_LIST languages)
        message(FATAL_ERROR "target_async_sources: the project does not use the language C: say project(... LANGUAGES C) or "
                            "enable_language(C)")
    endif()
    _asyncc_check_target("${target}")
    foreach(source IN LISTS arg_PRIVATE)
        if(NOT source MATCHES "^[^<>]*\\.[ci]$")
            message(FATAL_ERROR "${usage}: \"${source}\" is not the name of a C file (*.c). For sources that depend on "
                                "the configuration, use #if in the file")
        endif()
    endforeach()

    get_target_property(known "${target}" ASYNCC_SOURCES)
    set_property(TARGET "${target}" APPEND PROPERTY ASYNCC_SOURCES ${arg_PRIVATE})
    if(NOT known)
        cmake_language(EVAL CODE "cmake_language(DEFER CALL _asyncc_finish [==[${target}]==])")
    endif()
endfunction()

# Refuses a target that cannot get sources here, with the reason.
function(_asyncc_check_target target)
    foreach(property IMPORTED ALIASED_TARGET)
        get_target_property(value "${target}" ${property})
        if(value)
            message(FATAL_ERROR "target_async_sources: \"${target}\" is an imported or alias target, which has no sources "
                                "of its own")
        endif()
    endforeach()
    get_target_property(type "${target}" TYPE)
    if(NOT type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$")
        message(FATAL_ERROR "target_async_sources: \"${target}\" is of type ${type}, which is not compiled")
    endif()
    get_target_property(made_in "${target}" SOURCE_DIR)
    get_target_property(built_in "${target}" BINARY_DIR)
    if(NOT made_in STREQUAL CMAKE_CURRENT_SOURCE_DIR OR NOT built_in STREQUAL CMAKE_CURRENT_BINARY_DIR)
        message(FATAL_ERROR "target_async_sources: \"${target}\" is made in ${made_in}, but the call stands in "
                            "${CMAKE_CURRENT_SOURCE_DIR}. CMake builds generated files only for targets of the same "
                            "directory: move the call there (or the sources to a library of this directory)")
    endif()
    if(NOT ASYNCC_EXECUTABLE AND NOT TARGET asyncc::asyncc)
        message(FATAL_ERROR "target_async_sources: no asyncc here: call find_package(asyncc) in this directory or in one "
                            "above it, or set ASYNCC_EXECUTABLE")
    endif()
endfunction()

# At the end of the target's directory: everything about the target is known.
function(_asyncc_finish target)
    get_target_property(names "${target}" ASYNCC_SOURCES)
    set(sources "")
    foreach(name IN LISTS names)
        _asyncc_find_source(source "${target}" "${name}")
        list(APPEND sources "${source}")
    endforeach()
    list(REMOVE_DUPLICATES sources)

    _asyncc_drop_originals("${target}" "${sources}")
    _asyncc_generated_headers(headers "${target}")
    _asyncc_response_file(shared_flags "${target}" "target" "")
    foreach(source IN LISTS sources)
        _asyncc_source_properties(properties "${source}")
        set(flags "${shared_flags}")
        if(properties)
            _asyncc_output_name(output "${source}")
            _asyncc_response_file(flags "${target}" "${output}" "${properties}")
        endif()
        _asyncc_transpile("${target}" "${source}" "${flags}" "${headers}")
    endforeach()
    _asyncc_link_runtime("${target}")
    _asyncc_tell_editors("${target}" "${sources}")
endfunction()

# The absolute path of a source, which CMake looks up in the source directory, then in the binary directory.
function(_asyncc_find_source ret_path target name)
    foreach(base "${CMAKE_CURRENT_SOURCE_DIR}" "${CMAKE_CURRENT_BINARY_DIR}")
        cmake_path(ABSOLUTE_PATH name BASE_DIRECTORY "${base}" NORMALIZE OUTPUT_VARIABLE path)
        get_source_file_property(generated "${path}" GENERATED)
        if(EXISTS "${path}" OR generated)
            set(${ret_path} "${path}" PARENT_SCOPE)
            return()
        endif()
    endforeach()
    message(FATAL_ERROR "target_async_sources(${target}): no such file: ${name}")
endfunction()

# The configurations, and the folder of what is generated for a target, which depends on $<CONFIG> where there are several.
function(_asyncc_configurations ret_configs ret_folder target)
    get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
    if(multi_config)
        set(${ret_configs} ${CMAKE_CONFIGURATION_TYPES} PARENT_SCOPE)
        set(${ret_folder} "${CMAKE_CURRENT_BINARY_DIR}/${target}.asyncc/$<CONFIG>" PARENT_SCOPE)
    else()
        set(config "${CMAKE_BUILD_TYPE}")
        if(config STREQUAL "")
            set(config None) # an empty list has no element to loop over
        endif()
        set(${ret_configs} "${config}" PARENT_SCOPE)
        set(${ret_folder} "${CMAKE_CURRENT_BINARY_DIR}/${target}.asyncc" PARENT_SCOPE)
    endif()
endfunction()

# The name of the generated file of a source, without its end: the folders of the source are mirrored, so that files of
# the same name in different folders stay apart.
function(_asyncc_output_name ret_name source)
    cmake_path(IS_PREFIX CMAKE_CURRENT_BINARY_DIR "${source}" is_generated)
    if(is_generated AND NOT CMAKE_CURRENT_BINARY_DIR STREQUAL CMAKE_CURRENT_SOURCE_DIR)
        file(RELATIVE_PATH name "${CMAKE_CURRENT_BINARY_DIR}" "${source}")
        string(PREPEND name "generated/")
    else()
        file(RELATIVE_PATH name "${CMAKE_CURRENT_SOURCE_DIR}" "${source}")
        string(REPLACE "../" "__/" name "${name}")
    endif()
    string(REGEX REPLACE "\\.[ci]$" "" name "${name}")
    set(${ret_name} "${name}" PARENT_SCOPE)
endfunction()

# A source that is listed in add_executable() too would be compiled twice, the second time without asyncc.
function(_asyncc_drop_originals target originals)
    get_target_property(listed "${target}" SOURCES)
    set(kept "")
    foreach(source IN LISTS listed)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE OUTPUT_VARIABLE path)
        if(NOT path IN_LIST originals)
            list(APPEND kept "${source}")
        endif()
    endforeach()
    if(listed)
        set_property(TARGET "${target}" PROPERTY SOURCES "${kept}")
    endif()
endfunction()

# Headers that the same target generates: they must be there before asyncc reads the sources.
function(_asyncc_generated_headers ret_headers target)
    get_target_property(listed "${target}" SOURCES)
    set(headers "")
    foreach(source IN LISTS listed)
        get_source_file_property(generated "${source}" GENERATED)
        if(generated AND source MATCHES "\\.(h|hh|hpp|inc|def)$")
            cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
            list(APPEND headers "${source}")
        endif()
    endforeach()
    set(${ret_headers} "${headers}" PARENT_SCOPE)
endfunction()

# What set_source_files_properties() says of an original, as lines of CMake that asyncc-response-file.cmake reads, or "".
function(_asyncc_source_properties ret_lines source)
    set(lines "")
    foreach(property COMPILE_DEFINITIONS COMPILE_OPTIONS COMPILE_FLAGS INCLUDE_DIRECTORIES)
        get_source_file_property(value "${source}" ${property})
        if(value)
            string(APPEND lines "list(APPEND ${property} [==[${value}]==])\n")
        endif()
    endforeach()
    set(${ret_lines} "${lines}" PARENT_SCOPE)
endfunction()

# Writes the flags of a target (and the lines of _asyncc_source_properties()) as the response file that asyncc reads.
# Gives its path, with $<CONFIG> in it where there are several configurations.
function(_asyncc_response_file ret_path target name source_properties)
    _asyncc_configurations(configs folder "${target}")
    set(path "${folder}/${name}.flags")
    set(content "set(CONFIG [==[$<CONFIG>]==])\n")
    foreach(property C_STANDARD C_EXTENSIONS COMPILE_FEATURES COMPILE_DEFINITIONS COMPILE_OPTIONS COMPILE_FLAGS
                     INCLUDE_DIRECTORIES)
        string(APPEND content "set(${property} [==[$<TARGET_PROPERTY:${target},${property}>]==])\n")
    endforeach()
    string(APPEND content "${source_properties}")

    set(variables CMAKE_C_FLAGS CMAKE_C_STANDARD_DEFAULT CMAKE_C_EXTENSIONS_DEFAULT CMAKE_C_IMPLICIT_INCLUDE_DIRECTORIES
                  CMAKE_INCLUDE_CURRENT_DIR CMAKE_CURRENT_SOURCE_DIR CMAKE_CURRENT_BINARY_DIR CMAKE_SYSROOT
                  CMAKE_CROSSCOMPILING)
    foreach(config IN LISTS configs)
        string(TOUPPER "${config}" config)
        list(APPEND variables CMAKE_C_FLAGS_${config})
    endforeach()
    foreach(standard 90 99 11 17 23)
        list(APPEND variables CMAKE_C${standard}_STANDARD_COMPILE_OPTION CMAKE_C${standard}_EXTENSION_COMPILE_OPTION)
    endforeach()
    foreach(variable IN LISTS variables)
        if(DEFINED ${variable})
            string(APPEND content "set(${variable} [==[${${variable}}]==])\n")
        endif()
    endforeach()
    if(CMAKE_CROSSCOMPILING)
        execute_process(COMMAND "${CMAKE_C_COMPILER}" ${CMAKE_C_COMPILER_ARG1} -dumpmachine OUTPUT_VARIABLE machine
                        OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        string(APPEND content "set(MACHINE [==[${CMAKE_C_COMPILER_TARGET}]==] [==[${machine}]==])\n")
    endif()

    # The language in the name keeps the files of a target of several languages apart; only that of C is read.
    file(GENERATE OUTPUT "${path}.$<COMPILE_LANGUAGE>.cmake" CONTENT "${content}" TARGET "${target}")
    set(script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/asyncc-response-file.cmake")
    add_custom_command(
        OUTPUT "${path}.rsp"
        COMMAND "${CMAKE_COMMAND}" -P "${script}" "${path}.C.cmake" "${path}.rsp"
        DEPENDS "${path}.C.cmake" "${script}"
        COMMENT "Collecting the flags of ${target} for asyncc"
        VERBATIM)
    set(${ret_path} "${path}.rsp" PARENT_SCOPE)
endfunction()

# The path of a file relative to the directory that the compiler runs in. Symbolic links are resolved, as the system
# resolves `..`.
function(_asyncc_relative ret_path path)
    if(CMAKE_GENERATOR MATCHES "Ninja")
        set(base "${CMAKE_BINARY_DIR}")
    else()
        set(base "${CMAKE_CURRENT_BINARY_DIR}")
    endif()
    cmake_path(GET path PARENT_PATH directory)
    cmake_path(GET path FILENAME name)
    file(REAL_PATH "${base}" base)
    file(REAL_PATH "${directory}" directory)
    file(RELATIVE_PATH path "${base}" "${directory}/${name}")
    set(${ret_path} "${path}" PARENT_SCOPE)
    set(compiler_directory "${base}" PARENT_SCOPE)
endfunction()

# The rule for one source, in each configuration. asyncc runs in the directory of the compiler and with relative paths:
# then #line says what both a debugger and a reader on another machine find.
function(_asyncc_transpile target source flags headers)
    if(ASYNCC_EXECUTABLE)
        set(asyncc "${ASYNCC_EXECUTABLE}")
    else()
        set(asyncc "$<TARGET_FILE:asyncc::asyncc>")
    endif()
    _asyncc_configurations(configs folder "${target}")
    _asyncc_output_name(name "${source}")
    set(output "${folder}/${name}.async.c")
    foreach(config IN LISTS configs)
        string(REPLACE "$<CONFIG>" "${config}" config_output "${output}")
        cmake_path(GET config_output PARENT_PATH output_directory)
        file(MAKE_DIRECTORY "${output_directory}")
        _asyncc_pass_properties("${source}" "${config_output}")
    endforeach()
    # What Makefiles know of a DEPFILE only grows, so that a header that is gone would make them run asyncc each time. Where
    # their notes are gone, they read all depfiles anew.
    set(forget "")
    if(CMAKE_GENERATOR MATCHES "Makefiles")
        set(notes "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/compiler_depend.internal")
        set(forget COMMAND "${CMAKE_COMMAND}" -E rm -f "${notes}")
    endif()
    _asyncc_relative(relative_source "${source}")
    _asyncc_relative(relative_output "${output}")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${asyncc}" -o "${relative_output}" "${relative_source}" -MD -MF "${output}.d" -MQ "${output}"
                --absolute-depfile "@${flags}"
        ${forget}
        DEPENDS "${source}" "${flags}" "${asyncc}" ${headers}
        DEPFILE "${output}.d"
        WORKING_DIRECTORY "${compiler_directory}"
        COMMENT "Transpiling ${relative_source}"
        VERBATIM)
    target_sources("${target}" PRIVATE "${output}")
endfunction()

# The properties of a generated file: those of the original, and its folder, where its includes are looked up. It takes no
# part in a unity build, as statics of several originals may share a name.
function(_asyncc_pass_properties source output)
    cmake_path(GET source PARENT_PATH directory)
    set_source_files_properties("${output}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON SKIP_LINTING ON)
    set_property(SOURCE "${output}" PROPERTY COMPILE_OPTIONS "-iquote${directory}")
    foreach(property COMPILE_DEFINITIONS COMPILE_OPTIONS COMPILE_FLAGS INCLUDE_DIRECTORIES)
        get_source_file_property(value "${source}" ${property})
        if(value)
            set_property(SOURCE "${output}" APPEND PROPERTY ${property} "${value}")
        endif()
    endforeach()
endfunction()

# What target_link_libraries(<target> PRIVATE asyncc::runtime) does, which would forbid the user its form without keywords.
function(_asyncc_link_runtime target)
    if(NOT TARGET asyncc::runtime)
        message(FATAL_ERROR "target_async_sources(${target}): the runtime is missing, asyncc::runtime: call "
                            "find_package(asyncc) in this directory or in one above it")
    endif()
    get_target_property(runtime asyncc::runtime ALIASED_TARGET)
    if(target STREQUAL runtime)
        return()
    endif()
    set_property(TARGET "${target}" APPEND PROPERTY LINK_LIBRARIES asyncc::runtime)
    get_target_property(type "${target}" TYPE)
    if(type MATCHES "^(STATIC|OBJECT)_LIBRARY$")
        set_property(TARGET "${target}" APPEND PROPERTY INTERFACE_LINK_LIBRARIES $<LINK_ONLY:asyncc::runtime>)
    endif()
endfunction()

# Puts the originals into compile_commands.json: a target that is never built, with the flags of the real one and with the
# annotated view of the headers.
function(_asyncc_tell_editors target sources)
    get_target_property(exported "${target}" EXPORT_COMPILE_COMMANDS)
    if(NOT exported)
        return()
    endif()
    set(twin "${target}.async-sources")
    add_library("${twin}" OBJECT EXCLUDE_FROM_ALL ${sources})
    set_target_properties("${twin}" PROPERTIES UNITY_BUILD OFF LINKER_LANGUAGE C)
    foreach(property COMPILE_DEFINITIONS COMPILE_OPTIONS INCLUDE_DIRECTORIES)
        set_property(TARGET "${twin}" PROPERTY ${property} "$<TARGET_PROPERTY:${target},${property}>")
    endforeach()
    target_compile_definitions("${twin}" PRIVATE __ASYNCC__=1)
    foreach(property C_STANDARD C_EXTENSIONS COMPILE_FEATURES)
        get_target_property(value "${target}" ${property})
        if(NOT value MATCHES "-NOTFOUND$")
            set_property(TARGET "${twin}" PROPERTY ${property} "${value}")
        endif()
    endforeach()
endfunction()
