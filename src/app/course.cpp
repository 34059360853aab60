#include "app/course.h"

namespace huanjie {
namespace {

template <class T>
struct Kinds;
template <class... T>
struct Kinds<std::variant<T...>> {
  static std::string names() {
    std::string text;
    ((text += (text.empty() ? "" : " ") + std::string(T::kKind)), ...);
    return text;
  }
  // Reads the rest of the act as the struct of that kind; false when there is none.
  static bool read_as(std::string_view kind, const Json& rest, const JsonPath& path,
                      std::pair<ActBody*, Result<>*> into) {
    const auto attempt = [&]<class One>() {
      if (One::kKind != kind) return false;
      One body{};
      *into.second = huanjie::read(rest, path, body);
      *into.first = std::move(body);
      return true;
    };
    return (attempt.template operator()<T>() || ...);
  }
};

}  // namespace

Json to_json(const Act& act) {
  Json json = Json::object();
  std::visit(
      [&](const auto& body) {
        json.set("act", Json(body.kKind));
        const Json rest = to_json(body);
        for (const JsonMember& member : *rest.if_object()) json.set(member.key, member.value);
      },
      act.body);
  return json;
}

Result<> read(const Json& json, const JsonPath& path, Act& act) {
  const Json* kind = json.find("act");
  if (kind == nullptr || kind->if_text() == nullptr) return missing_key(path, "act");
  Json rest = json;
  std::erase_if(*rest.if_object(), [](const JsonMember& member) { return member.key == "act"; });
  Result<> outcome{};
  if (!Kinds<ActBody>::read_as(*kind->if_text(), rest, path, {&act.body, &outcome})) {
    return wrong_kind(path / "act", *kind, Kinds<ActBody>::names());
  }
  return outcome;
}

Result<Course> parse_course(std::string_view text) {
  Course course = HJ_TRY(parse_as<Course>(text));
  HJ_TRY(check_format(course.format, Course::kFormat));
  return course;
}

}  // namespace huanjie
