# Data inside the programs: packs/schema and packs/words.json in hj_rules (so that the
# stand-alone verifier needs no file of ours), the packs themselves in hj_cli.

find_package(valijson CONFIG REQUIRED)

# hj_embed(LIBRARY FUNCTION ROOT FILES...): a generated .cpp that defines FUNCTION, giving FILES by
# their path below ROOT.
function(hj_embed library function root)
  set(output ${CMAKE_BINARY_DIR}/generated/${function}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${function} -DROOT=${root}
            "-DFILES=${ARGN}" -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  target_sources(${library} PRIVATE ${output})
endfunction()

if(TARGET hj_rules)
  file(GLOB rules_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/packs/schema/*.json)
  hj_embed(hj_rules rules_files ${CMAKE_SOURCE_DIR}/packs ${rules_files} ${CMAKE_SOURCE_DIR}/packs/words.json)
  target_link_libraries(hj_rules PRIVATE huanjie_boost_json valijson)
endif()

# What the reader of marks has learned.
if(TARGET hj_scan)
  file(GLOB net_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/nets/*.txt)
  hj_embed(hj_scan net_files ${CMAKE_SOURCE_DIR}/data/nets ${net_files})
endif()

if(TARGET hj_cli)
  file(GLOB pack_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/packs/*/*.json)
  list(FILTER pack_files EXCLUDE REGEX "/packs/schema/")
  hj_embed(hj_cli pack_files ${CMAKE_SOURCE_DIR}/packs ${pack_files})
  hj_embed(hj_cli guide_files ${CMAKE_SOURCE_DIR}/docs ${CMAKE_SOURCE_DIR}/docs/assembly-folder.md)
endif()
