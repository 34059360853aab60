#include "cli/builtin_packs.h"

#include <array>
#include <filesystem>
#include <span>

#include "base/text.h"
#include "cli/files.h"
#include "rules/embedded.h"

namespace huanjie {

// Generated from packs/ by cmake/packs.cmake.
std::span<const EmbeddedFile> pack_files();

namespace {

struct Part {
  const char* name;
  std::string_view BuiltinPack::* text;
};

constexpr std::array<Part, 5> kParts{
    Part{"pack", &BuiltinPack::pack}, Part{"method", &BuiltinPack::method},
    Part{"checks", &BuiltinPack::checks}, Part{"agenda", &BuiltinPack::agenda},
    Part{"cases", &BuiltinPack::cases}};

// One file of a pack; its errors name it.
Result<> add_part(Json& bundle, const std::string& name, std::string_view text) {
  Result<Json> part = parse_json(text);
  if (!part) {
    Error error = part.error();
    error.where = name + ".json " + error.where;
    return std::unexpected(error);
  }
  bundle.set(name, *std::move(part));
  return {};
}

std::string ids_of_builtin_packs() {
  std::vector<std::string> ids;
  for (const BuiltinPack& pack : builtin_packs()) ids.emplace_back(pack.id);
  return join(ids, "、");
}

}  // namespace

const std::vector<BuiltinPack>& builtin_packs() {
  static const std::vector<BuiltinPack> kPacks = [] {
    std::vector<BuiltinPack> packs;
    for (const EmbeddedFile& file : pack_files()) {
      const std::string_view id = file.path.substr(0, file.path.find('/'));
      if (packs.empty() || packs.back().id != id) packs.push_back(BuiltinPack{.id = id});
      for (const Part& part : kParts) {
        if (file.path.substr(id.size() + 1) == std::string(part.name) + ".json") {
          packs.back().*part.text = file.text;
        }
      }
    }
    return packs;
  }();
  return kPacks;
}

Result<Json> bundle_of(const BuiltinPack& pack) {
  Json bundle = Json::object();
  for (const Part& part : kParts) HJ_TRY(add_part(bundle, part.name, pack.*part.text));
  return bundle;
}

Result<Json> read_bundle(const std::string& folder) {
  Json bundle = Json::object();
  for (const Part& part : kParts) {
    const std::string name = std::string(part.name) + ".json";
    Result<std::string> text = read_file((std::filesystem::path(folder) / name).string());
    if (!text) {
      Error error = text.error();
      error.where = name;
      return std::unexpected(error);
    }
    HJ_TRY(add_part(bundle, part.name, *text));
  }
  return bundle;
}

Error in_its_file(Error error) {
  if (error.where.empty() || error.where.front() != '/') return error;
  const std::size_t slash = error.where.find('/', 1);
  const std::string file = error.where.substr(1, slash == std::string::npos ? slash : slash - 1);
  const std::string place = slash == std::string::npos ? "" : error.where.substr(slash);
  error.where = file + ".json" + (place.empty() ? "" : " " + place);
  return error;
}

Result<Pack> find_pack(const std::string& id_or_folder) {
  Json bundle;
  std::error_code ignored;
  bool found = false;
  for (const BuiltinPack& pack : builtin_packs()) {
    if (pack.id != id_or_folder) continue;
    bundle = HJ_TRY(bundle_of(pack));
    found = true;
  }
  if (!found) {
    if (!std::filesystem::is_directory(id_or_folder, ignored)) {
      return fail(ErrorCode::not_found, "没有这个法规包：" + id_or_folder, "",
                  ids_of_builtin_packs() + "，或者一个法规包的文件夹");
    }
    bundle = HJ_TRY(read_bundle(id_or_folder));
  }
  Result<Pack> pack = parse_pack(bundle);
  if (!pack) return std::unexpected(in_its_file(pack.error()));
  return pack;
}

}  // namespace huanjie
