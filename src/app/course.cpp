#include "app/course.h"

#include <algorithm>
#include <utility>

#include "app/course_words.h"
#include "base/text.h"

namespace huanjie {
namespace {

template <class T>
struct Kinds;
template <class... T>
struct Kinds<std::variant<T...>> {
  static std::string names() {
    std::string text;
    ((text +=
      (text.empty() ? "" : " ") + std::string(T::kKind) + "（" + std::string(T::kTitle) + "）"),
     ...);
    return text;
  }
  static std::string_view title_of(std::string_view kind) {
    std::string_view title;
    ((title = T::kKind == kind ? T::kTitle : title), ...);
    return title;
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

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// 【…】 is a blank of the form that nobody has filled in yet.
bool is_blank(const std::string& text) { return text.starts_with("【") && text.ends_with("】"); }

void find_blanks(const Json& json, const std::string& where, std::vector<Error>& blanks) {
  if (const std::string* text = json.if_text()) {
    if (is_blank(*text)) {
      blanks.push_back({ErrorCode::invalid_input, *text, where, {}});
    }
  } else if (const Json::Array* elements = json.if_array()) {
    for (std::size_t i = 0; i < elements->size(); ++i) {
      find_blanks((*elements)[i], pointer_to(where, i), blanks);
    }
  } else if (const Json::Object* members = json.if_object()) {
    for (const JsonMember& member : *members) {
      find_blanks(Json(member.key), pointer_to(where, member.key), blanks);
      find_blanks(member.value, pointer_to(where, member.key), blanks);
    }
  }
}

}  // namespace

Json to_json(const Act& act) {
  Json json = Json::object();
  std::visit(
      [&](const auto& body) {
        json.set("act", Json(body.kKind));
        if (!act.at.empty()) json.set("at", Json(act.at));
        const Json rest = to_json(body);
        for (const JsonMember& member : *rest.if_object()) json.set(member.key, member.value);
      },
      act.body);
  return json;
}

Json to_json(const RoundCandidates& candidates) {
  return candidates.names.empty() ? to_json(candidates.by_contest) : to_json(candidates.names);
}

Result<> read(const Json& json, const JsonPath& path, RoundCandidates& candidates) {
  if (json.if_array() != nullptr) return read(json, path, candidates.names);
  if (json.if_object() != nullptr) return read(json, path, candidates.by_contest);
  return wrong_kind(path, json, R"(["姓名", …]；这一轮选几个职务的，{"职务编号": ["姓名", …]})");
}

Result<> read(const Json& json, const JsonPath& path, Act& act) {
  const Json* kind = json.find("act");
  if (kind == nullptr || kind->if_text() == nullptr) return missing_key(path, "act");
  if (const Json* at = json.find("at")) HJ_TRY(read(*at, path / "at", act.at));
  Json rest = json;
  std::erase_if(*rest.if_object(),
                [](const JsonMember& member) { return member.key == "act" || member.key == "at"; });
  Result<> outcome{};
  if (!Kinds<ActBody>::read_as(*kind->if_text(), rest, path, {&act.body, &outcome})) {
    return invalid("没有“" + *kind->if_text() + "”这一种事", (path / "act").text(),
                   Kinds<ActBody>::names());
  }
  if (!outcome && outcome.error().where == (path / "topic").text()) {
    outcome.error().expected =
        "exclusions（不计入应到会的名单）、agenda（会议议程）、report（工作报告）、method（选举办法）、"
        "officers（监票人名单）或 seats（减少名额）";
  }
  return outcome;
}

std::string_view kind_title(std::string_view kind) { return Kinds<ActBody>::title_of(kind); }

std::string_view act_kind(const ActBody& body) {
  return std::visit([](const auto& act) { return std::string_view(act.kKind); }, body);
}

std::string act_label(std::size_t index, const ActBody& body) {
  return "第 " + std::to_string(index + 1) + " 件事（" + std::string(kind_title(act_kind(body))) +
         "）";
}

namespace {

std::string kind_in(const Json& act) {
  const Json* kind = act.find("act");
  return kind != nullptr && kind->if_text() != nullptr ? *kind->if_text() : "";
}

// Notepad's "Unicode" is UTF-16.
bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.size() >= 2 && (text[0] == '\0' || text[1] == '\0');
}

void read_ahead(const Json::Array& rest, Course& course) {
  for (const Json& json : rest) {
    std::vector<Error> blanks;
    find_blanks(json, "", blanks);
    Act act;
    if (blanks.empty() && read(json, JsonPath(), act)) course.ahead.push_back(std::move(act));
  }
}

// Acts up to the first that nobody has filled in; what is wrong with them goes into `errors`.
// Behind it, what can be read is only looked ahead to, and nothing of it is judged yet.
void read_acts(const Json::Array& listed, Course& course, std::vector<Error>& errors) {
  const JsonPath root;
  const JsonPath at_acts = root / "acts";
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const std::string kind = kind_in(listed[i]);
    std::vector<Error> blanks;
    find_blanks(listed[i], (at_acts / i).text(), blanks);
    for (const Error& blank : blanks) {
      course.blanks.push_back(place_in_words(blank.where, kind) + "：" + blank.message);
    }
    if (!blanks.empty()) {
      course.waiting = listed.size() - i;
      read_ahead({listed.begin() + static_cast<std::ptrdiff_t>(i) + 1, listed.end()}, course);
      break;
    }
    Act act;
    Result<> done = read(listed[i], at_acts / i, act);
    if (done) {
      course.acts.push_back(std::move(act));
      continue;
    }
    Error error = std::move(done).error();
    error.where = place_in_words(error.where, kind);
    errors.push_back(std::move(error));
  }
}

}  // namespace

Result<Course> parse_course(std::string_view text) {
  // Windows' Notepad puts a mark before UTF-8; people fill this file by hand.
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (is_utf16(text)) {
    return invalid("这个文件存成了 Unicode（UTF-16）编码", {}, "在记事本里“另存为”，编码选 UTF-8");
  }
  const Json json = HJ_TRY(parse_json(text));
  Json head = json;
  Json* acts = head.find("acts");
  const Json::Array listed =
      acts != nullptr && acts->if_array() != nullptr ? *acts->if_array() : Json::Array{};
  if (acts != nullptr && acts->if_array() != nullptr) *acts = Json::array();
  std::vector<Error> errors;
  find_blanks(head, "", errors);
  for (Error& blank : errors) {
    blank.where = place_in_words(blank.where);
    blank.message = "还没有填：" + blank.message;
  }
  Course course;
  Result<Course> read_head = from_json<Course>(head);
  if (read_head) {
    course = *std::move(read_head);
    const Result<> format = check_format(course.format, Course::kFormat);
    if (!format) {
      Error error = format.error();
      error.where = place_in_words(error.where);
      errors.push_back(std::move(error));
    }
  } else {
    Error error = std::move(read_head).error();
    error.where = place_in_words(error.where);
    errors.push_back(std::move(error));
  }
  read_acts(listed, course, errors);
  HJ_TRY(all_of(std::move(errors)));
  return course;
}

}  // namespace huanjie
