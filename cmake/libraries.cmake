# The third-party libraries of each module (docs/dependencies.md says why each). A library's headers
# stay inside the .cpp of the adapter that needs them, so every link here is private.

# Static Boost.JSON, so that the verifier needs no library of ours but libcrypto.
add_library(huanjie_boost_json INTERFACE)
target_link_libraries(huanjie_boost_json INTERFACE Boost::headers
  ${Boost_JSON_STATIC} /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/libboost_json.a
  /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/libboost_container.a)

set(HUANJIE_LIBRARIES_base huanjie_boost_json OpenSSL::Crypto)

find_package(SQLite3)
set(HUANJIE_LIBRARIES_store SQLite::SQLite3 OpenSSL::Crypto)

pkg_check_modules(PANGOCAIRO IMPORTED_TARGET pangocairo)
pkg_check_modules(QRENCODE IMPORTED_TARGET libqrencode)
pkg_check_modules(XLSXWRITER IMPORTED_TARGET xlsxwriter)
find_package(LibArchive)
find_package(PNG)
set(HUANJIE_LIBRARIES_render PkgConfig::PANGOCAIRO PkgConfig::QRENCODE PkgConfig::XLSXWRITER
  LibArchive::LibArchive PNG::PNG)

find_package(ICU COMPONENTS i18n uc)
pkg_check_modules(ORCUS IMPORTED_TARGET liborcus-0.17)
find_package(EXPAT)
find_package(libjpeg-turbo CONFIG)
find_package(TIFF)
find_package(qpdf CONFIG)
# qpdf warns unless its user says which pointers it wants: std::shared_ptr, without a bridge. Its JSON,
# which nobody here needs, does not compile as C++23 under clang, so its header counts as included.
add_library(huanjie_qpdf INTERFACE)
target_link_libraries(huanjie_qpdf INTERFACE qpdf::libqpdf)
target_compile_definitions(huanjie_qpdf INTERFACE POINTERHOLDER_TRANSITION=4 JSON_HH)
set(HUANJIE_LIBRARIES_imaging ICU::i18n ICU::uc PkgConfig::ORCUS LibArchive::LibArchive EXPAT::EXPAT
  libjpeg-turbo::turbojpeg PNG::PNG TIFF::TIFF huanjie_qpdf)

find_package(CLI11)
set(HUANJIE_LIBRARIES_cli CLI11::CLI11)
