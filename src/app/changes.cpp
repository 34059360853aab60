#include "app/changes.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/course_words.h"
#include "base/text.h"

namespace huanjie {
namespace {

constexpr std::size_t kDigestLength = 24;

std::string digest_of(const std::string& words, const std::string& salt) {
  return "#" + to_text(digest(Suite::international, salt + words)).substr(0, kDigestLength);
}

// Every text of a value as its digest.
Json masked(const Json& value, const std::string& salt) {
  if (const std::string* text = value.if_text()) return Json(digest_of(*text, salt));
  if (const Json::Array* elements = value.if_array()) {
    Json array = Json::array();
    for (const Json& element : *elements) array.push(masked(element, salt));
    return array;
  }
  if (const Json::Object* members = value.if_object()) {
    Json object = Json::object();
    for (const JsonMember& member : *members) object.set(member.key, masked(member.value, salt));
    return object;
  }
  return value;
}

// What tells of ordinary members: who came and did not, and why.
bool is_private(std::string_view act, std::string_view key) {
  if (act.empty()) return key == "kin";
  if (act == "eligibility") return key == "ground";
  if (act == "undo_check_in") return key == "name" || key == "reason";
  return act != "group" && (key == "people" || key == "except");
}

Json masked_keys(const Json& object, std::string_view act, const std::string& salt) {
  Json out = Json::object();
  for (const JsonMember& member : *object.if_object()) {
    out.set(member.key, is_private(act, member.key) ? masked(member.value, salt) : member.value);
  }
  return out;
}

Json kept_course(const Course& course, const std::string& salt) {
  Json head = masked_keys(to_json(course), "", salt);
  Json acts = Json::array();
  for (const Act& act : course.acts) {
    acts.push(masked_keys(to_json(act), act_kind(act.body), salt));
  }
  head.set("acts", std::move(acts));
  return head;
}

Json kept_roster(const Roster& roster, const std::string& salt) {
  Json members = Json::array();
  for (const Member& member : roster.members) {
    Json columns = to_json(member);
    std::erase_if(*columns.if_object(),
                  [](const JsonMember& column) { return column.key == "id"; });
    for (JsonMember& column : *columns.if_object()) {
      column.value = Json(digest_of(write_json(column.value), salt + member.name));
    }
    columns.set("name", Json(digest_of(member.name, salt)));
    members.push(std::move(columns));
  }
  return members;
}

class Differences {
 public:
  Differences(const Course& course, const Roster& roster, const std::string& salt) {
    for (const Member& member : roster.members) {
      for (const std::string& name : {member.name, shown_name(member)}) {
        words_[digest_of(name, salt)] = name;
      }
    }
    learn(to_json(course), salt);
  }

  void compare(const Json& before, const Json& now, const std::string& pointer,
               std::string_view act) {
    if (before == now) return;
    if (before.if_object() != nullptr && now.if_object() != nullptr) {
      for (const std::string& key : keys_of(before, now)) {
        const Json* one = before.find(key);
        const Json* other = now.find(key);
        compare(one == nullptr ? Json() : *one, other == nullptr ? Json() : *other,
                pointer_to(pointer, key), act);
      }
      return;
    }
    if (before.if_array() != nullptr && now.if_array() != nullptr && !is_list_of_texts(before) &&
        before.if_array()->size() == now.if_array()->size()) {
      for (std::size_t i = 0; i < now.if_array()->size(); ++i) {
        compare((*before.if_array())[i], (*now.if_array())[i], pointer_to(pointer, i), act);
      }
      return;
    }
    lines_.push_back(place_in_words(pointer, act) + "：原为" + text_of(before) + "，现为" +
                     text_of(now));
  }

  void add(std::string line) { lines_.push_back(std::move(line)); }
  std::string word(const std::string& text) const {
    const auto found = words_.find(text);
    if (found != words_.end()) return found->second;
    return text.starts_with("#") ? "（别的文字）" : text;
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  void learn(const Json& value, const std::string& salt) {
    if (const std::string* text = value.if_text()) words_[digest_of(*text, salt)] = *text;
    if (const Json::Array* elements = value.if_array()) {
      for (const Json& element : *elements) learn(element, salt);
    }
    if (const Json::Object* members = value.if_object()) {
      for (const JsonMember& member : *members) learn(member.value, salt);
    }
  }
  static std::vector<std::string> keys_of(const Json& before, const Json& now) {
    std::vector<std::string> keys;
    for (const Json* object : {&before, &now}) {
      for (const JsonMember& member : *object->if_object()) {
        if (std::ranges::find(keys, member.key) == keys.end()) keys.push_back(member.key);
      }
    }
    return keys;
  }
  static bool is_list_of_texts(const Json& value) {
    return std::ranges::all_of(*value.if_array(),
                               [](const Json& one) { return one.if_text() != nullptr; });
  }
  std::string text_of(const Json& value) const {
    if (value.is_null()) return "没有写";
    if (const std::string* text = value.if_text()) return text->empty() ? "空的" : word(*text);
    if (const std::int64_t* number = value.if_number()) return " " + std::to_string(*number);
    if (const bool* truth = value.if_bool()) return *truth ? "是" : "否";
    if (value.if_array() == nullptr) return "另外的内容";
    std::vector<std::string> parts;
    for (const Json& one : *value.if_array()) parts.push_back(text_of(one));
    return parts.empty() ? "没有人" : join(parts, "、");
  }

  std::map<std::string, std::string> words_{};
  std::vector<std::string> lines_{};
};

std::string kind_in(const Json& act) {
  const Json* kind = act.find("act");
  return kind == nullptr || kind->if_text() == nullptr ? "" : *kind->if_text();
}

void compare_acts(const Json::Array& before, const Json::Array& now, Differences& into) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::string kind = kind_in(before[i]);
    const std::string title(kind_title(kind));
    const std::string label = "第 " + std::to_string(i + 1) + " 件事";
    if (i >= now.size()) {
      into.add(label + "（" + title + "）和它后面的，原来有，现在没有了");
      return;
    }
    if (kind == kind_in(now[i])) {
      into.compare(before[i], now[i], pointer_to("/acts", i), kind);
      continue;
    }
    into.add(label + "：原为" + title + "，现为" + std::string(kind_title(kind_in(now[i]))) +
             "；是不是中间插进、删去或者调换了一件？后面的没有再比");
    return;
  }
}

std::string column_title(const std::string& key) {
  static const std::map<std::string, std::string> kTitles{{"suffix", "同名的区分"},
                                                          {"sex", "性别"},
                                                          {"identity", "身份证号"},
                                                          {"birth", "出生日期"},
                                                          {"birth_source", "出生日期"},
                                                          {"people", "民族"},
                                                          {"full_time", "全日制学历"},
                                                          {"in_service", "在职学历"},
                                                          {"joined", "入党时间"},
                                                          {"status", "党员类别"},
                                                          {"standing", "权利状态"},
                                                          {"registration", "登记情况"},
                                                          {"branch", "所在支部（小组）"},
                                                          {"phone", "联系电话"},
                                                          {"post", "职务"},
                                                          {"address", "住址"},
                                                          {"notes", "备注"},
                                                          {"exclusion", "不计入应到会"}};
  const auto found = kTitles.find(key);
  return found == kTitles.end() ? key : found->second;
}

// "王强：性别、身份证号"; namesakes are taken in their order.
void compare_rosters(const Json::Array& before, const Json::Array& now, const Roster& roster,
                     Differences& into) {
  const auto name_of = [](const Json& member) { return *member.find("name")->if_text(); };
  std::vector<bool> taken(now.size(), false);
  std::vector<std::string> gone;
  for (const Json& member : before) {
    std::size_t at = 0;
    while (at < now.size() && (taken[at] || name_of(now[at]) != name_of(member))) ++at;
    if (at == now.size()) {
      gone.push_back(into.word(name_of(member)));
      continue;
    }
    taken[at] = true;
    std::set<std::string> columns;
    for (const Json* one : {&member, &now[at]}) {
      const Json& other = one == &member ? now[at] : member;
      for (const JsonMember& column : *one->if_object()) {
        const Json* same = other.find(column.key);
        if (same == nullptr || !(*same == column.value)) columns.insert(column_title(column.key));
      }
    }
    if (columns.empty()) continue;
    into.add("名册：" + shown_name(roster.members[at]) + "的" +
             join({columns.begin(), columns.end()}, "、") + "有改动");
  }
  std::vector<std::string> added;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!taken[i]) added.push_back(shown_name(roster.members[i]));
  }
  if (!added.empty()) into.add("名册：多了 " + join(added, "、"));
  const std::string people = std::to_string(gone.size()) + " 人";
  if (!gone.empty()) into.add("名册：少了 " + people + "（按姓名找不到了）");
}

}  // namespace

Json kept_input(const Course& course, const Roster& roster, const std::string& salt) {
  Json kept = Json::object();
  kept.set("course", kept_course(course, salt));
  kept.set("roster", kept_roster(roster, salt));
  return kept;
}

std::vector<std::string> changes_since(const Json& kept, const Course& course, const Roster& roster,
                                       const std::string& salt) {
  const Json now = kept_input(course, roster, salt);
  const Json* before_course = kept.find("course");
  const Json* before_roster = kept.find("roster");
  if (before_course == nullptr || before_roster == nullptr) return {};
  Differences differences(course, roster, salt);
  Json head = *before_course;
  Json head_now = *now.find("course");
  const Json* acts = head.find("acts");
  if (acts == nullptr || acts->if_array() == nullptr || before_roster->if_array() == nullptr) {
    return {};
  }
  const Json acts_before = *acts;
  const Json acts_now = *head_now.find("acts");
  head.set("acts", Json());
  head_now.set("acts", Json());
  differences.compare(head, head_now, "", "");
  compare_rosters(*before_roster->if_array(), *now.find("roster")->if_array(), roster, differences);
  compare_acts(*acts_before.if_array(), *acts_now.if_array(), differences);
  return differences.take();
}

}  // namespace huanjie
